package org.qudao.dealer.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.qudao.dealer.targets.Measure;
import org.qudao.dealer.targets.OwnerKind;
import org.qudao.dealer.targets.Period;
import org.qudao.dealer.targets.Target;
import org.qudao.dealer.targets.TargetEvent;
import org.qudao.dealer.targets.Targets;
import org.qudao.platform.mongo.Bsons;
import org.qudao.platform.outbox.Aggregates;
import org.qudao.platform.outbox.AggregatesFactory;
import org.qudao.platform.outbox.Decision;
import org.qudao.platform.outbox.NewAggregate;
import org.qudao.platform.outbox.OutgoingEvent;
import org.springframework.stereotype.Component;

/** Explicit targets, one document each. */
@Component
class MongoTargets implements Targets {
    static final String COLLECTION = "targets";
    private final Aggregates aggregates;

    MongoTargets(AggregatesFactory factory) {
        this.aggregates = factory.of(COLLECTION, "dealer.target");
    }

    @Override
    public Setting set(Target target) {
        return setAll(List.of(target)).getFirst();
    }

    /** New ones in one write; those that exist one by one, each against its current state. */
    @Override
    public List<Setting> setAll(List<Target> targets) {
        Map<String, Target> known = findAll(targets.stream().map(Target::id).toList());
        Map<String, NewAggregate> fresh = new LinkedHashMap<>();
        for (Target target : targets) {
            if (!known.containsKey(target.id())) {
                fresh.putIfAbsent(target.id(), new NewAggregate(target.id(), state(target), event(target)));
            }
        }
        Set<String> refused = aggregates.insertAll(List.copyOf(fresh.values()));
        List<Setting> settings = new ArrayList<>();
        for (Target target : targets) {
            boolean inserted = fresh.remove(target.id()) != null && !refused.contains(target.id());
            settings.add(inserted ? Setting.INSERTED : setExisting(target));
        }
        return settings;
    }

    private Setting setExisting(Target target) {
        return aggregates
                .<Setting>retrying(target.id(), stored -> {
                    Target before = target(stored.id(), stored.state());
                    if (!before.sameOwnerAndPeriodAs(target)) {
                        return Decision.nothing(Setting.OTHER);
                    }
                    return before.sameAs(target)
                            ? Decision.nothing(Setting.UNCHANGED)
                            : Decision.save(state(target), event(target), Setting.UPDATED);
                })
                .orElse(Setting.OTHER);
    }

    @Override
    public List<Target> touching(
            OwnerKind kind, @Nullable Collection<String> owners, Period period, @Nullable Measure measure) {
        List<Bson> filters = touching(kind, owners, period);
        if (measure != null) {
            filters.add(Filters.eq("measure", measure.name()));
        }
        return read(Filters.and(filters));
    }

    @Override
    public List<Target> page(
            OwnerKind kind, @Nullable Collection<String> owners, Period period, @Nullable String after, int limit) {
        List<Bson> filters = touching(kind, owners, period);
        if (after != null) {
            filters.add(Filters.gt("_id", after));
        }
        return aggregates
                .documents()
                .find(Filters.and(filters))
                .sort(Sorts.ascending("_id"))
                .limit(limit)
                .map(document -> target(document.getString("_id"), document))
                .into(new ArrayList<>());
    }

    private static List<Bson> touching(OwnerKind kind, @Nullable Collection<String> owners, Period period) {
        List<Bson> filters = new ArrayList<>(List.of(
                Filters.eq("ownerKind", kind.name()),
                Filters.lte("periodStart", Bsons.date(period.to())),
                Filters.gte("periodEnd", Bsons.date(period.from()))));
        if (owners != null) {
            filters.add(Filters.in("ownerId", owners));
        }
        return filters;
    }

    private Map<String, Target> findAll(Collection<String> ids) {
        Map<String, Target> found = new HashMap<>();
        read(Filters.in("_id", ids)).forEach(target -> found.put(target.id(), target));
        return found;
    }

    private List<Target> read(Bson filter) {
        return aggregates
                .documents()
                .find(filter)
                .map(document -> target(document.getString("_id"), document))
                .into(new ArrayList<>());
    }

    private static Document state(Target target) {
        return new Document("ownerKind", target.ownerKind().name())
                .append("ownerId", target.ownerId())
                .append("periodStart", Bsons.date(target.periodStart()))
                .append("periodEnd", Bsons.date(target.periodEnd()))
                .append("measure", target.measure().name())
                .append("productLine", target.productLine())
                .append("amount", Bsons.decimal(target.amount()));
    }

    private static Target target(String id, Document state) {
        return new Target(
                id,
                OwnerKind.valueOf(state.getString("ownerKind")),
                state.getString("ownerId"),
                Bsons.date(state, "periodStart"),
                Bsons.date(state, "periodEnd"),
                Measure.valueOf(state.getString("measure")),
                state.getString("productLine"),
                Bsons.decimal(state, "amount"));
    }

    private static OutgoingEvent event(Target target) {
        return new OutgoingEvent(TargetEvent.TYPE, TargetEvent.of(target));
    }
}
