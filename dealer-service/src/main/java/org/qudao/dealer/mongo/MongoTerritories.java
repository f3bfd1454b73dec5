package org.qudao.dealer.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.qudao.dealer.granting.GrantDirectory;
import org.qudao.dealer.territory.Exclusivity;
import org.qudao.dealer.territory.Grant;
import org.qudao.dealer.territory.Territories;
import org.qudao.dealer.territory.Territory;
import org.qudao.platform.mongo.Bsons;
import org.qudao.platform.outbox.Aggregates;
import org.qudao.platform.outbox.AggregatesFactory;
import org.qudao.platform.outbox.AlreadyExists;
import org.qudao.platform.outbox.Decision;
import org.qudao.platform.security.Scope;
import org.springframework.stereotype.Component;

/** One document per area with all its grants, which makes the rule against overlaps hold under any concurrency. */
@Component
class MongoTerritories implements Territories, GrantDirectory {
    static final String COLLECTION = "territories";
    private final Aggregates aggregates;

    MongoTerritories(AggregatesFactory factory) {
        this.aggregates = factory.of(COLLECTION, "dealer.territory");
    }

    @Override
    public <T> T decide(String area, Function<Territory, Outcome<T>> decision) {
        while (true) {
            Optional<T> answer = aggregates.retrying(area, stored -> {
                Outcome<T> outcome = decision.apply(territory(area, stored.state()));
                return outcome.store()
                        .map(now -> Decision.save(state(now), null, outcome.answer()))
                        .orElseGet(() -> Decision.nothing(outcome.answer()));
            });
            if (answer.isPresent()) {
                return answer.get();
            }
            Outcome<T> first = decision.apply(Territory.empty(area));
            if (first.store().isEmpty()) {
                return first.answer();
            }
            try {
                aggregates.insert(area, state(first.store().get()), null);
                return first.answer();
            } catch (AlreadyExists somebodyWasFaster) {
                // Decide again, now on what he stored.
            }
        }
    }

    @Override
    public List<Territory> areas(
            Scope scope, @Nullable String area, @Nullable String nodeId, @Nullable String after, int limit) {
        List<Bson> filters = new ArrayList<>(List.of(scope.filter("grants.nodeId")));
        if (area != null) {
            filters.add(Filters.eq("_id", area));
        }
        if (nodeId != null) {
            filters.add(Filters.eq("grants.nodeId", nodeId));
        }
        if (after != null) {
            filters.add(Filters.gt("_id", after));
        }
        return aggregates.find(Filters.and(filters), Sorts.ascending("_id"), limit).stream()
                .map(stored -> territory(stored.id(), stored.state()))
                .toList();
    }

    private static Document state(Territory territory) {
        return new Document("lastGrant", territory.lastGrant())
                .append(
                        "grants",
                        territory.grants().stream()
                                .map(grant -> new Document("id", grant.id())
                                        .append("nodeId", grant.nodeId())
                                        .append("productLine", grant.productLine())
                                        .append(
                                                "exclusivity",
                                                grant.exclusivity().name())
                                        .append("from", Bsons.date(grant.from()))
                                        .append("to", Bsons.dateOrNull(grant.to())))
                                .toList());
    }

    private static Territory territory(String area, Document state) {
        return new Territory(
                area,
                state.getLong("lastGrant"),
                state.getList("grants", Document.class).stream()
                        .map(grant -> new Grant(
                                grant.getString("id"),
                                grant.getString("nodeId"),
                                grant.getString("productLine"),
                                Exclusivity.valueOf(grant.getString("exclusivity")),
                                Bsons.date(grant, "from"),
                                Bsons.dateOrNull(grant, "to")))
                        .toList());
    }
}
