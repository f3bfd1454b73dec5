package org.qudao.inventory.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.qudao.inventory.reservation.Allocation;
import org.qudao.inventory.reservation.Goal;
import org.qudao.inventory.reservation.Reservation;
import org.qudao.inventory.reservation.ReservationChanged;
import org.qudao.inventory.reservation.ReservationLine;
import org.qudao.inventory.reservation.ReservationStatus;
import org.qudao.inventory.reservation.Reservations;
import org.qudao.inventory.scoping.ReservationsInScope;
import org.qudao.platform.mongo.Bsons;
import org.qudao.platform.mongo.IndexPlan;
import org.qudao.platform.outbox.Aggregates;
import org.qudao.platform.outbox.AggregatesFactory;
import org.qudao.platform.outbox.AlreadyExists;
import org.qudao.platform.outbox.NewAggregate;
import org.qudao.platform.outbox.OutgoingEvent;
import org.qudao.platform.outbox.Saving;
import org.qudao.platform.outbox.Stored;
import org.qudao.platform.security.Scope;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

@Component
final class MongoReservations implements Reservations, ReservationsInScope {

    private static final String COLLECTION = "reservations";

    private final Aggregates reservations;

    MongoReservations(AggregatesFactory aggregates) {
        this.reservations = aggregates.of(COLLECTION, "inventory.reservation");
    }

    @Bean
    static IndexPlan reservationIndexes() {
        return IndexPlan.on(COLLECTION).index("unfinished", "announced");
    }

    @Override
    public Optional<Kept> find(String orderId) {
        return reservations.find(orderId).map(MongoReservations::kept);
    }

    @Override
    public Optional<Reservation> find(String orderId, Scope scope) {
        Bson filter = Filters.and(Filters.eq("_id", orderId), scope.filter("nodeId"));
        return reservations.find(filter, Sorts.ascending("_id"), 1).stream()
                .findFirst()
                .map(stored -> kept(stored).reservation());
    }

    @Override
    public boolean insert(Reservation reservation, boolean announce) {
        try {
            reservations.insert(reservation.orderId(), state(reservation, announce), event(reservation, announce));
            return true;
        } catch (AlreadyExists raced) {
            return false;
        }
    }

    @Override
    public boolean save(Reservation reservation, long expectedVersion, boolean announce) {
        return reservations.save(
                reservation.orderId(), expectedVersion, state(reservation, announce), event(reservation, announce));
    }

    @Override
    public Map<String, Kept> findAll(Collection<String> orderIds) {
        Map<String, Kept> found = new HashMap<>();
        reservations
                .find(Filters.in("_id", orderIds), Sorts.ascending("_id"), Math.max(1, orderIds.size()))
                .forEach(stored -> found.put(stored.id(), kept(stored)));
        return found;
    }

    @Override
    public Set<String> insertAll(List<Reservation> inserts) {
        return reservations.insertAll(inserts.stream()
                .map(reservation -> new NewAggregate(reservation.orderId(), state(reservation, false), null))
                .toList());
    }

    @Override
    public boolean announceAll(List<Reservation> inserted) {
        return reservations.saveAll(inserted.stream()
                .map(reservation -> new Saving(
                        reservation.orderId(),
                        1,
                        state(reservation, true),
                        List.of(new OutgoingEvent(ReservationChanged.TYPE, ReservationChanged.of(reservation)))))
                .toList());
    }

    @Override
    public List<String> pending(int limit) {
        return reservations
                .documents()
                .find(Filters.eq("announced", false))
                .projection(new Document("_id", 1))
                .sort(Sorts.ascending("_id"))
                .limit(limit)
                .map(document -> document.getString("_id"))
                .into(new ArrayList<>());
    }

    private static @Nullable OutgoingEvent event(Reservation reservation, boolean announce) {
        return announce ? new OutgoingEvent(ReservationChanged.TYPE, ReservationChanged.of(reservation)) : null;
    }

    private static Document state(Reservation r, boolean announced) {
        return new Document("orderVersion", r.orderVersion())
                .append("nodeId", r.nodeId())
                .append("direct", r.direct())
                .append("goal", r.goal().name())
                .append("status", announced ? r.status().name() : ReservationStatus.PENDING.name())
                .append("announced", announced)
                .append("since", Bsons.instant(r.since()))
                .append("on", Bsons.date(r.on()))
                .append("destination", r.destination())
                .append("attempts", r.attempts())
                .append("lines", r.lines().stream().map(MongoReservations::line).toList())
                .append(
                        "allocations",
                        r.allocations().stream()
                                .map(MongoReservations::allocation)
                                .toList());
    }

    private static Kept kept(Stored stored) {
        Document state = stored.state();
        Reservation reservation = new Reservation(
                stored.id(),
                PostingRow.number(state, "orderVersion"),
                state.getString("nodeId"),
                state.getBoolean("direct"),
                Goal.valueOf(state.getString("goal")),
                Bsons.instant(state, "since"),
                Bsons.date(state, "on"),
                state.getString("destination"),
                state.getInteger("attempts"),
                state.getList("lines", Document.class).stream()
                        .map(MongoReservations::line)
                        .toList(),
                state.getList("allocations", Document.class).stream()
                        .map(MongoReservations::allocation)
                        .toList());
        return new Kept(reservation, stored.version(), state.getBoolean("announced"));
    }

    private static Document line(ReservationLine line) {
        return new Document("line", line.line())
                .append("sku", line.sku())
                .append("quantity", line.quantity())
                .append("toShip", line.toShip())
                .append("arrived", line.arrived());
    }

    private static ReservationLine line(Document line) {
        return new ReservationLine(
                line.getInteger("line"),
                line.getString("sku"),
                line.getInteger("quantity"),
                line.getInteger("toShip"),
                line.getBoolean("arrived"));
    }

    private static Document allocation(Allocation a) {
        return new Document("line", a.line())
                .append("sku", a.sku())
                .append("place", a.place())
                .append("quantity", a.quantity())
                .append("attempt", a.attempt())
                .append("state", a.state().name())
                .append("shipped", a.shipped())
                .append("why", a.why())
                .append("available", a.available());
    }

    private static Allocation allocation(Document a) {
        return new Allocation(
                a.getInteger("line"),
                a.getString("sku"),
                a.getString("place"),
                a.getInteger("quantity"),
                a.getInteger("attempt"),
                Allocation.State.valueOf(a.getString("state")),
                a.getInteger("shipped"),
                a.getString("why"),
                PostingRow.number(a, "available"));
    }
}
