package org.qudao.order.sourcing;

import java.time.Clock;
import org.qudao.order.model.Act;
import org.qudao.order.model.Allocation;
import org.qudao.order.model.Orders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes over a reservation; the order itself knows whether it is newer than the last one and still matters. */
@Component
class RecordAllocation {

    private static final Logger log = LoggerFactory.getLogger(RecordAllocation.class);

    private final Orders orders;
    private final Clock clock;

    RecordAllocation(Orders orders, Clock clock) {
        this.orders = orders;
        this.clock = clock;
    }

    void record(ReservationChanged reservation, long version) {
        Allocation allocation = reservation.allocation(version);
        if (allocation == null) {
            return;
        }
        Act act = new Act(clock.instant(), "system:sourcing", "reservation is " + reservation.status());
        if (orders.change(reservation.orderId(), order -> order.allocate(allocation, act))
                .isEmpty()) {
            log.warn("Reservation for order {} which is not here", reservation.orderId());
        }
    }
}
