package org.qudao.order.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.Sorts;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.qudao.order.model.Return;
import org.qudao.order.model.ReturnSnapshot;
import org.qudao.order.model.ReturnStatus;
import org.qudao.order.model.ReturnStep;
import org.qudao.order.model.Returns;
import org.qudao.order.model.Versioned;
import org.qudao.order.returning.ReturnList;
import org.qudao.platform.mongo.Bsons;
import org.qudao.platform.mongo.NewestFirst;
import org.qudao.platform.outbox.Aggregates;
import org.qudao.platform.outbox.AggregatesFactory;
import org.qudao.platform.outbox.AlreadyExists;
import org.qudao.platform.outbox.Decision;
import org.qudao.platform.outbox.OutgoingEvent;
import org.qudao.platform.outbox.Stored;
import org.qudao.platform.security.Scope;
import org.springframework.stereotype.Component;

/** Returns as aggregates of topic {@code order.return}. */
@Component
class MongoReturns implements Returns, ReturnList {

    static final String COLLECTION = "returns";

    private final Aggregates returns;
    private final MeterRegistry meters;

    MongoReturns(AggregatesFactory factory, MeterRegistry meters) {
        this.returns = factory.of(COLLECTION, "order.return");
        this.meters = meters;
    }

    @Override
    public boolean insert(Return submitted) {
        try {
            returns.insert(submitted.id(), ReturnDocuments.write(submitted), null);
            return true;
        } catch (AlreadyExists e) {
            return false;
        }
    }

    @Override
    public Optional<Versioned<Return>> find(String id) {
        return returns.find(id).map(MongoReturns::read);
    }

    @Override
    public boolean save(Return next, long expectedVersion) {
        boolean saved = returns.save(next.id(), expectedVersion, ReturnDocuments.write(next), event(next));
        if (saved) {
            count(next.status());
        }
        return saved;
    }

    @Override
    public Optional<Changed> change(String id, Function<Return, ReturnStep> decide) {
        Optional<Changed> changed = returns.retrying(id, stored -> {
            Return goods = ReturnDocuments.read(stored.id(), stored.state());
            ReturnStep step = decide.apply(goods);
            return step instanceof ReturnStep.Taken(Return next)
                    ? Decision.save(
                            ReturnDocuments.write(next), event(next), new Changed(next, stored.version() + 1, step))
                    : Decision.nothing(new Changed(goods, stored.version(), step));
        });
        changed.filter(done -> done.step() instanceof ReturnStep.Taken)
                .ifPresent(done -> count(done.value().status()));
        return changed;
    }

    @Override
    public List<Versioned<Return>> unfinished(int limit) {
        return returns
                .find(
                        in("status", ReturnStatus.SUBMITTED.name(), ReturnStatus.RECEIVED.name()),
                        Sorts.ascending("requestedOn"),
                        limit)
                .stream()
                .map(MongoReturns::read)
                .toList();
    }

    @Override
    public Map<String, BigDecimal> creditedByOrder(Collection<String> orderIds) {
        Map<String, BigDecimal> credited = new HashMap<>();
        returns.documents()
                .find(and(in("orderId", orderIds), eq("status", ReturnStatus.CREDITED.name())))
                .projection(new Document("orderId", 1).append("amount", 1))
                .forEach(d -> credited.merge(d.getString("orderId"), Bsons.decimal(d, "amount"), BigDecimal::add));
        return credited;
    }

    @Override
    public Optional<Versioned<Return>> find(String id, Scope scope) {
        return Optional.ofNullable(returns.documents()
                        .find(and(eq("_id", id), scope.filter("nodeId")))
                        .first())
                .map(d -> new Versioned<>(
                        ReturnDocuments.read(id, d),
                        d.get("version", Number.class).longValue()));
    }

    @Override
    public List<Return> list(Filter filter, Scope scope, int limit) {
        List<Bson> conditions = new ArrayList<>();
        conditions.add(scope.filter("nodeId"));
        if (filter.status() != null) {
            conditions.add(eq("status", filter.status().name()));
        }
        if (filter.nodeId() != null) {
            conditions.add(eq("nodeId", filter.nodeId()));
        }
        if (filter.orderId() != null) {
            conditions.add(eq("orderId", filter.orderId()));
        }
        if (filter.after() != null) {
            conditions.add(NewestFirst.after(
                    "requestedOn", filter.after().day(), filter.after().id()));
        }
        return returns.documents()
                .find(and(conditions))
                .sort(NewestFirst.sort("requestedOn"))
                .limit(limit)
                .map(d -> ReturnDocuments.read(d.getString("_id"), d))
                .into(new ArrayList<>());
    }

    private static Versioned<Return> read(Stored stored) {
        return new Versioned<>(ReturnDocuments.read(stored.id(), stored.state()), stored.version());
    }

    private static OutgoingEvent event(Return goods) {
        return new OutgoingEvent(goods.status().eventType(), ReturnSnapshot.of(goods));
    }

    private void count(ReturnStatus status) {
        meters.counter("qudao.returns", "status", status.name()).increment();
    }
}
