package org.qudao.inventory.reservation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * An order as one of its events tells it. Every event tells the whole order, so the newest one is enough.
 *
 * @param version of the order; the higher, the newer
 * @param direct goods go to an end customer, not to a dealer's stock
 * @param since when it was told: among waiting orders the oldest is served first
 * @param on the day of what happened
 */
public record OrderNews(
        String orderId,
        long version,
        String nodeId,
        boolean direct,
        Goal goal,
        Instant since,
        LocalDate on,
        List<Line> lines) {

    /** @param toShip what leaves the warehouse; counts only when the goal is to ship or deliver */
    public record Line(int line, String sku, int quantity, int toShip) {}
}
