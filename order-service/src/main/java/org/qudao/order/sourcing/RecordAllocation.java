package org.qudao.order.sourcing;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qudao.order.model.Act;
import org.qudao.order.model.Allocation;
import org.qudao.order.model.Order;
import org.qudao.order.model.Orders;
import org.qudao.order.model.Step;
import org.qudao.order.model.Versioned;
import org.qudao.platform.events.IncomingEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes over reservations; the order itself knows whether one is newer than its last and still matters. Many orders are written
 * together, one by one only when somebody else changed one of them meanwhile: a reservation that is taken over already changes nothing.
 */
@Component
class RecordAllocation {

    private static final Logger log = LoggerFactory.getLogger(RecordAllocation.class);

    private final Orders orders;
    private final Clock clock;

    RecordAllocation(Orders orders, Clock clock) {
        this.orders = orders;
        this.clock = clock;
    }

    /** @param reservations in their order */
    void record(List<IncomingEvent<ReservationChanged>> reservations) {
        Map<String, Versioned<Order>> found = orders.findAll(reservations.stream()
                .map(reservation -> reservation.data().orderId())
                .distinct()
                .toList());
        Map<String, Versioned<Order>> next = new LinkedHashMap<>();
        for (IncomingEvent<ReservationChanged> reservation : reservations) {
            String id = reservation.data().orderId();
            Versioned<Order> order = found.get(id);
            if (order == null) {
                log.warn("Reservation for order {} which is not here", id);
            } else if (next.containsKey(id)) {
                recordAlone(reservations);
                return;
            } else if (allocate(order.value(), reservation) instanceof Step.Taken(Order allocated)) {
                next.put(id, new Versioned<>(allocated, order.version()));
            }
        }
        if (!orders.saveAll(List.copyOf(next.values()))) {
            recordAlone(reservations);
        }
    }

    private void recordAlone(List<IncomingEvent<ReservationChanged>> reservations) {
        for (IncomingEvent<ReservationChanged> reservation : reservations) {
            orders.change(reservation.data().orderId(), order -> allocate(order, reservation));
        }
    }

    private Step allocate(Order order, IncomingEvent<ReservationChanged> reservation) {
        Allocation allocation = reservation.data().allocation(reservation.version());
        if (allocation == null) {
            return Step.NOTHING;
        }
        Act act = new Act(
                clock.instant(),
                "system:sourcing",
                "reservation is " + reservation.data().status());
        return order.allocate(allocation, act);
    }
}
