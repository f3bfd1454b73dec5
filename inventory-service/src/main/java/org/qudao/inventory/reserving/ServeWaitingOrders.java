package org.qudao.inventory.reserving;

import java.util.List;
import org.qudao.inventory.reservation.Backlog;
import org.qudao.inventory.reservation.Reservation;
import org.springframework.stereotype.Service;

/** Gives goods that became free to the orders that wait for them, the oldest first. */
@Service
final class ServeWaitingOrders {

    private static final int AT_ONCE = 100;

    private final Backlog backlog;
    private final AdvanceReservation advance;

    ServeWaitingOrders(Backlog backlog, AdvanceReservation advance) {
        this.backlog = backlog;
        this.advance = advance;
    }

    void serve(String sku) {
        while (true) {
            List<String> oldest = backlog.oldest(sku, AT_ONCE);
            for (String orderId : oldest) {
                boolean waits = advance.advance(orderId, null)
                        .map(Reservation::waitingSkus)
                        .filter(skus -> skus.contains(sku))
                        .isPresent();
                if (waits) {
                    return;
                }
                backlog.remove(sku, orderId);
            }
            if (oldest.size() < AT_ONCE) {
                return;
            }
        }
    }
}
