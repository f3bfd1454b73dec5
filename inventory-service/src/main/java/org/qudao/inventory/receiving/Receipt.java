package org.qudao.inventory.receiving;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qudao.inventory.stock.Account;
import org.qudao.inventory.stock.Cause;
import org.qudao.inventory.stock.Movement;

/**
 * Goods that a place expects. Received once, as a whole, or cancelled.
 *
 * @param plannedBy who asked for it; for an accepted proposal, the forecast service
 */
public record Receipt(
        String id,
        String place,
        List<Line> lines,
        @Nullable LocalDate expectedOn,
        Status status,
        String plannedBy,
        @Nullable LocalDate receivedOn,
        @Nullable String receivedBy,
        @Nullable LocalDate cancelledOn,
        @Nullable String cancelledBy) {

    public record Line(String sku, int quantity) {}

    /** Life of a receipt; only forward. */
    public enum Status {
        /** Expected, not there yet. */
        PLANNED,
        /** Somebody said it has arrived; the goods are being booked. */
        RECEIVING,
        /** Arrived and booked. */
        RECEIVED,
        /** Called off before it arrived. */
        CANCELLED
    }

    static Receipt planned(
            String id, String place, List<Line> lines, @Nullable LocalDate expectedOn, String plannedBy) {
        return new Receipt(
                id, place, List.copyOf(lines), expectedOn, Status.PLANNED, plannedBy, null, null, null, null);
    }

    boolean sameOrderAs(Receipt other) {
        return place.equals(other.place) && lines.equals(other.lines);
    }

    Receipt arriving(LocalDate on, String by) {
        return new Receipt(id, place, lines, expectedOn, Status.RECEIVING, plannedBy, on, by, null, null);
    }

    Receipt booked() {
        return new Receipt(
                id, place, lines, expectedOn, Status.RECEIVED, plannedBy, receivedOn, receivedBy, null, null);
    }

    Receipt cancelled(LocalDate on, String by) {
        return new Receipt(id, place, lines, expectedOn, Status.CANCELLED, plannedBy, null, null, on, by);
    }

    List<Movement> movements() {
        if (receivedOn == null) {
            throw new IllegalStateException("Receipt " + id + " has not arrived");
        }
        LocalDate on = receivedOn;
        return lines.stream()
                .map(line -> new Movement(
                        "receipt:%s:%s".formatted(id, line.sku()),
                        line.sku(),
                        Account.PRODUCTION,
                        Account.available(place),
                        line.quantity(),
                        new Cause(Cause.Kind.RECEIPT, id),
                        on))
                .toList();
    }
}
