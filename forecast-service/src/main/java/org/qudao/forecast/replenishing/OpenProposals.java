package org.qudao.forecast.replenishing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
    /** Inventory plans a receipt within seconds; what it has not planned within a week it could not plan, for its place is unknown there. */
    private static final int UNHEARD_DAYS = 7;

    private final Proposals proposals;
    private final Map<String, Proposal> open = new HashMap<>();
    private final Map<String, Long> planned = new HashMap<>();
    private final Map<String, Long> overdue = new HashMap<>();
    private final Map<String, Long> unheard = new HashMap<>();
    private final Map<String, Integer> closed = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final List<Proposal> fresh = new ArrayList<>();
    private final LocalDate today;
    private int proposed;
    private int withdrawn;

    /** @param expected receipts that are to come; read before the proposals, so that none of those counts beside its receipt */
    OpenProposals(Proposals proposals, List<String> places, List<PlannedReceipt> expected, LocalDate today) {
        this.proposals = proposals;
        this.today = today;
        Set<String> ordered = new HashSet<>();
        for (PlannedReceipt receipt : expected) {
            ordered.add(receipt.receiptId());
            boolean isLate =
                    receipt.expectedOn() != null && receipt.expectedOn().isBefore(today);
            for (PlannedReceipt.Line line : receipt.lines()) {
                String key = key(receipt.place(), line.sku());
                planned.merge(key, line.quantity(), Long::sum);
                if (isLate) {
                    overdue.merge(key, line.quantity(), Long::sum);
                }
            }
        }
        for (Proposal proposal : proposals.atPlaces(places)) {
            String key = key(proposal.place(), proposal.sku());
            switch (proposal.state()) {
                case OPEN -> open.put(key, proposal);
                case ACCEPTED -> {
                    if (!ordered.contains(proposal.id())) {
                        (isUnheard(proposal) ? unheard : planned).merge(key, proposal.quantity(), Long::sum);
                    }
                    closed.merge(key, 1, Integer::sum);
                }
                case DISMISSED, WITHDRAWN, RECEIVED, CANCELLED -> closed.merge(key, 1, Integer::sum);
            }
        }
    }

    private boolean isUnheard(Proposal proposal) {
        Instant decidedAt = proposal.decidedAt();
        return decidedAt != null
                && LocalDate.ofInstant(decidedAt, ZoneOffset.UTC)
                        .plusDays(UNHEARD_DAYS)
                        .isBefore(today);
    }

    /** What a planner should know of the units to come before taking them for granted; mostly nothing. */
    private List<Step> doubts(String place, String sku) {
        List<Step> doubts = new ArrayList<>();
        Long late = overdue.get(key(place, sku));
        if (late != null) {
            doubts.add(new Step(
                    "overdueReceipts",
                    "part of planned whose day of arrival is past; it counts as still to come",
                    "receipts expected before " + today,
                    late));
        }
        Long lost = unheard.get(key(place, sku));
        if (lost != null) {
            doubts.add(new Step(
                    "acceptedWithoutReceipt",
                    "accepted, but inventory has planned no receipt within " + UNHEARD_DAYS
                            + " days; it does not count",
                    "proposals accepted before " + today.minusDays(UNHEARD_DAYS),
                    lost));
        }
        return doubts;
    }

    /** Units to come: planned receipts, and accepted proposals whose receipt we have not heard of yet. */
    long planned(String place, String sku) {
        return planned.getOrDefault(key(place, sku), 0L);
    }

    /** A new one waits for {@link #store()}. Doubts about what is to come stand before the steps. */
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
        seen.add(key);
        Proposal current = open.get(key);
        String id = current != null
                ? current.id()
                : Ids.derived(place, sku, closed.getOrDefault(key, 0).toString());
        List<Step> all = new ArrayList<>(doubts(place, sku));
        all.addAll(steps);
        Proposal proposal = new Proposal(
                id,
                place,
                sku,
                ProposalState.OPEN,
                quantity,
                policy,
                position,
                demand,
                List.copyOf(all),
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
        seen.add(key(place, sku));
        @Nullable Proposal current = open.get(key(place, sku));
        if (current != null) {
            withdrawn++;
            proposals.change(current.id(), stored -> onlyIfOpen(stored, stored.moved(ProposalState.WITHDRAWN)));
        }
    }

    /** Of what this calculation did not look at: the place is not meant to hold it after all, or nobody makes or wants it any more. */
    void withdrawOthers() {
        open.values().stream()
                .filter(one -> !seen.contains(key(one.place(), one.sku())))
                .toList()
                .forEach(one -> withdraw(one.place(), one.sku()));
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
