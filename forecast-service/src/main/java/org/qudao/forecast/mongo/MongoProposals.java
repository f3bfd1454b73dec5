package org.qudao.forecast.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.model.AcceptedProposals;
import org.qudao.forecast.model.Proposal;
import org.qudao.forecast.model.ProposalAccepted;
import org.qudao.forecast.model.ProposalState;
import org.qudao.forecast.replenishing.Proposals;
import org.qudao.platform.outbox.Aggregates;
import org.qudao.platform.outbox.AggregatesFactory;
import org.qudao.platform.outbox.Decision;
import org.qudao.platform.outbox.NewAggregate;
import org.qudao.platform.outbox.OutgoingEvent;
import org.springframework.stereotype.Component;

/** One aggregate per proposal; the write that accepts it carries the event. */
@Component
class MongoProposals implements Proposals, AcceptedProposals {
    static final String COLLECTION = "proposals";
    static final String TOPIC = "forecast.proposal";

    private final Aggregates aggregates;

    MongoProposals(AggregatesFactory factory) {
        this.aggregates = factory.of(COLLECTION, TOPIC);
    }

    @Override
    public List<Proposal> atPlaces(List<String> places) {
        return aggregates
                .documents()
                .find(Filters.in("place", places))
                .map(ProposalDocuments::proposal)
                .into(new ArrayList<>());
    }

    @Override
    public void insertAll(List<Proposal> proposals) {
        aggregates.insertAll(proposals.stream()
                .map(proposal -> new NewAggregate(proposal.id(), ProposalDocuments.document(proposal), null))
                .toList());
    }

    @Override
    public Optional<Proposal> change(String id, Function<Proposal, Change> decide) {
        return aggregates.retrying(id, stored -> {
            Proposal current = ProposalDocuments.proposal(new Document(stored.state()).append("_id", id));
            Change change = decide.apply(current);
            Proposal next = change.next();
            return next == null
                    ? Decision.nothing(change.answer())
                    : Decision.save(ProposalDocuments.document(next), event(current, next), change.answer());
        });
    }

    private static @Nullable OutgoingEvent event(Proposal before, Proposal after) {
        boolean accepted = before.state() == ProposalState.OPEN && after.state() == ProposalState.ACCEPTED;
        if (!accepted) {
            return null;
        }
        ProposalAccepted data = new ProposalAccepted(
                after.id(),
                after.place(),
                after.sku(),
                after.quantity(),
                Objects.requireNonNull(after.expectedOn(), "an accepted proposal has a day of arrival"));
        return new OutgoingEvent("ProposalAccepted", data);
    }

    @Override
    public void received(List<String> receiptIds) {
        close(receiptIds, ProposalState.RECEIVED);
    }

    @Override
    public void cancelled(List<String> receiptIds) {
        close(receiptIds, ProposalState.CANCELLED);
    }

    private void close(List<String> receiptIds, ProposalState end) {
        for (String id : receiptIds) {
            change(
                    id,
                    proposal -> proposal.state() == ProposalState.ACCEPTED
                            ? new Change(proposal.moved(end), proposal)
                            : new Change(null, proposal));
        }
    }

    @Override
    public Optional<Proposal> find(String id) {
        return Optional.ofNullable(
                        aggregates.documents().find(Filters.eq("_id", id)).first())
                .map(ProposalDocuments::proposal);
    }

    @Override
    public List<Proposal> list(
            @Nullable String place,
            @Nullable String sku,
            @Nullable ProposalState state,
            @Nullable String after,
            int limit) {
        List<Bson> all = new ArrayList<>();
        if (place != null) {
            all.add(Filters.eq("place", place));
        }
        if (sku != null) {
            all.add(Filters.eq("sku", sku));
        }
        if (state != null) {
            all.add(Filters.eq("state", state.name()));
        }
        if (after != null) {
            all.add(Filters.gt("_id", after));
        }
        return aggregates
                .documents()
                .find(all.isEmpty() ? new Document() : Filters.and(all))
                .sort(Sorts.ascending("_id"))
                .limit(limit)
                .map(ProposalDocuments::proposal)
                .into(new ArrayList<>());
    }
}
