package org.qudao.inventory.reserving;

import java.util.List;
import java.util.Optional;
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
            boolean served = false;
            for (String orderId : oldest) {
                Optional<Reservation> reservation = advance.advance(orderId, null);
                if (reservation.isEmpty()) {
                    // Entered before its reservation is stored: whoever stores it looks at the stock after this.
                    continue;
                }
                if (reservation.get().waitingSkus().contains(sku)) {
                    return;
                }
                backlog.remove(sku, orderId);
                served = true;
            }
            if (!served || oldest.size() < AT_ONCE) {
                return;
            }
        }
    }
}
