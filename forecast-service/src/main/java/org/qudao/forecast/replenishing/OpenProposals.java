package org.qudao.forecast.replenishing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.engine.replenishment.Policy;
import org.qudao.forecast.engine.replenishment.Position;
import org.qudao.forecast.engine.replenishment.Step;
import org.qudao.forecast.model.PlannedReceipt;
import org.qudao.forecast.model.Proposal;
import org.qudao.forecast.model.ProposalState;
import org.qudao.platform.web.Ids;

/**
 * The open proposals of some places during one calculation: what is due changes or opens one, what is not due any more withdraws it.
 */
final class OpenProposals {
    private final Proposals proposals;
    private final Map<String, Proposal> open = new HashMap<>();
    private final Map<String, Long> planned = new HashMap<>();
    private final Map<String, Integer> closed = new HashMap<>();
    private final List<Proposal> fresh = new ArrayList<>();
    private int proposed;
    private int withdrawn;

    /** @param expected receipts that are to come; read before the proposals, so that none of those counts beside its receipt */
    OpenProposals(Proposals proposals, List<String> places, List<PlannedReceipt> expected) {
        this.proposals = proposals;
        Set<String> ordered = new HashSet<>();
        for (PlannedReceipt receipt : expected) {
            ordered.add(receipt.receiptId());
            receipt.lines()
                    .forEach(line -> planned.merge(key(receipt.place(), line.sku()), line.quantity(), Long::sum));
        }
        for (Proposal proposal : proposals.atPlaces(places)) {
            String key = key(proposal.place(), proposal.sku());
            switch (proposal.state()) {
                case OPEN -> open.put(key, proposal);
                case ACCEPTED -> {
                    if (!ordered.contains(proposal.id())) {
                        planned.merge(key, proposal.quantity(), Long::sum);
                    }
                    closed.merge(key, 1, Integer::sum);
                }
                case DISMISSED, WITHDRAWN, RECEIVED, CANCELLED -> closed.merge(key, 1, Integer::sum);
            }
        }
    }

    /** Units to come: planned receipts, and accepted proposals whose receipt we have not heard of yet. */
    long planned(String place, String sku) {
        return planned.getOrDefault(key(place, sku), 0L);
    }

    /** A new one waits for {@link #store()}. */
    void propose(
            String place,
            String sku,
            long quantity,
            Policy policy,
            Position position,
            Proposal.Demand demand,
            List<Step> steps,
            Instant now) {
        proposed++;
        String key = key(place, sku);
        Proposal current = open.get(key);
        String id = current != null
                ? current.id()
                : Ids.derived(place, sku, closed.getOrDefault(key, 0).toString());
        Proposal proposal = new Proposal(
                id,
                place,
                sku,
                ProposalState.OPEN,
                quantity,
                policy,
                position,
                demand,
                steps,
                now,
                null,
                null,
                null,
                null);
        if (current == null) {
            fresh.add(proposal);
        } else {
            proposals.change(id, stored -> onlyIfOpen(stored, proposal));
        }
    }

    void withdraw(String place, String sku) {
        @Nullable Proposal current = open.get(key(place, sku));
        if (current != null) {
            withdrawn++;
            proposals.change(current.id(), stored -> onlyIfOpen(stored, stored.moved(ProposalState.WITHDRAWN)));
        }
    }

    void store() {
        proposals.insertAll(fresh);
    }

    int proposed() {
        return proposed;
    }

    int withdrawn() {
        return withdrawn;
    }

    private static Proposals.Change onlyIfOpen(Proposal stored, Proposal next) {
        return stored.state() == ProposalState.OPEN ? Proposals.Change.to(next) : Proposals.Change.none(stored);
    }

    private static String key(String place, String sku) {
        return place + "|" + sku;
    }
}
