package org.qudao.order.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.qudao.order.model.Channel;
import org.qudao.order.model.Order;
import org.qudao.order.model.OrderSnapshot;
import org.qudao.order.model.OrderStatus;
import org.qudao.order.model.Orders;
import org.qudao.order.model.Step;
import org.qudao.order.model.Versioned;
import org.qudao.platform.mongo.Bsons;
import org.qudao.platform.outbox.Aggregates;
import org.qudao.platform.outbox.AggregatesFactory;
import org.qudao.platform.outbox.AlreadyExists;
import org.qudao.platform.outbox.Decision;
import org.qudao.platform.outbox.NewAggregate;
import org.qudao.platform.outbox.OutgoingEvent;
import org.qudao.platform.outbox.Saving;
import org.qudao.platform.outbox.Stored;
import org.springframework.stereotype.Component;

/** Orders as aggregates of topic {@code order.order}. */
@Component
class MongoOrders implements Orders {

    static final String COLLECTION = "orders";
    private static final int ON_CREDIT_AT_ONCE = 5_000;

    private final Aggregates orders;
    private final MeterRegistry meters;

    MongoOrders(AggregatesFactory factory, MeterRegistry meters) {
        this.orders = factory.of(COLLECTION, "order.order");
        this.meters = meters;
    }

    @Override
    public Insertion insert(Order order) {
        try {
            orders.insert(order.id(), OrderDocuments.write(order), null);
            count(order.status());
            return Insertion.INSERTED;
        } catch (AlreadyExists e) {
            return orders.find(order.id()).isPresent() ? Insertion.ID_TAKEN : Insertion.NUMBER_TAKEN;
        }
    }

    @Override
    public Set<String> record(List<Order> history) {
        return orders.insertAll(history.stream()
                .map(order -> new NewAggregate(
                        order.id(),
                        OrderDocuments.write(order),
                        new OutgoingEvent(OrderSnapshot.RECORDED, OrderSnapshot.of(order))))
                .toList());
    }

    @Override
    public Optional<Versioned<Order>> find(String id) {
        return orders.find(id).map(MongoOrders::read);
    }

    @Override
    public Map<String, Versioned<Order>> findAll(Collection<String> ids) {
        Map<String, Versioned<Order>> found = new HashMap<>();
        orders.find(in("_id", ids), Sorts.ascending("_id"), Math.max(1, ids.size()))
                .forEach(stored -> found.put(stored.id(), read(stored)));
        return found;
    }

    @Override
    public boolean save(Order next, long expectedVersion) {
        boolean saved = orders.save(next.id(), expectedVersion, OrderDocuments.write(next), event(next));
        if (saved) {
            count(next.status());
        }
        return saved;
    }

    @Override
    public boolean saveAll(List<Versioned<Order>> nextAtExpectedVersion) {
        boolean saved = orders.saveAll(nextAtExpectedVersion.stream()
                .map(next -> new Saving(
                        next.value().id(),
                        next.version(),
                        OrderDocuments.write(next.value()),
                        List.of(event(next.value()))))
                .toList());
        if (saved) {
            nextAtExpectedVersion.forEach(next -> count(next.value().status()));
        }
        return saved;
    }

    @Override
    public Optional<Changed> change(String id, Function<Order, Step> decide) {
        Optional<Changed> changed = change(id, decide, MongoOrders::event);
        changed.filter(done -> done.step() instanceof Step.Taken)
                .ifPresent(done -> count(done.order().status()));
        return changed;
    }

    @Override
    public Optional<Changed> changeUntold(String id, Function<Order, Step> decide) {
        return change(id, decide, next -> null);
    }

    private Optional<Changed> change(
            String id, Function<Order, Step> decide, Function<Order, @Nullable OutgoingEvent> event) {
        return orders.retrying(id, stored -> {
            Order order = OrderDocuments.read(stored.id(), stored.state());
            Step step = decide.apply(order);
            return step instanceof Step.Taken(Order next)
                    ? Decision.save(
                            OrderDocuments.write(next),
                            event.apply(next),
                            new Changed(next, stored.version() + 1, step))
                    : Decision.nothing(new Changed(order, stored.version(), step));
        });
    }

    @Override
    public List<String> undecided(int limit) {
        return orders.documents()
                .find(eq("status", OrderStatus.SUBMITTED.name()))
                .projection(new Document("_id", 1))
                .limit(limit)
                .map(document -> document.getString("_id"))
                .into(new ArrayList<>());
    }

    @Override
    public void eachOnCredit(int limit, Consumer<OnCredit> action) {
        List<String> statuses = OrderStatus.ON_CREDIT.stream().map(Enum::name).toList();
        orders.documents()
                .find(and(in("status", statuses), eq("history", false), eq("channel", Channel.DISTRIBUTION.name())))
                .projection(Projections.include("nodeId", "total"))
                .limit(limit)
                .batchSize(ON_CREDIT_AT_ONCE)
                .map(document -> new OnCredit(
                        document.getString("_id"), document.getString("nodeId"), Bsons.decimal(document, "total")))
                .forEach(action);
    }

    static Versioned<Order> read(Stored stored) {
        return new Versioned<>(OrderDocuments.read(stored.id(), stored.state()), stored.version());
    }

    private static OutgoingEvent event(Order order) {
        return new OutgoingEvent(order.status().eventType(), OrderSnapshot.of(order));
    }

    private void count(OrderStatus status) {
        meters.counter("qudao.orders", "status", status.name()).increment();
    }
}
