package org.qudao.inventory.reservation;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A reservation as it is told to others. */
public record ReservationChanged(String orderId, long orderVersion, ReservationStatus status, List<Line> lines) {

    public static final String TYPE = "ReservationChanged";

    /** @param reason why these warehouses, or why goods wait, in words; with what the warehouses had, unless it was left out */
    public record Line(
            int line,
            String sku,
            int quantity,
            int reserved,
            int waiting,
            List<Source> sources,
            @Nullable String reason) {}

    /** Goods of a line kept at, or sent from, a place. */
    public record Source(String place, int quantity) {}

    public static ReservationChanged of(Reservation reservation) {
        return of(reservation, a -> "%s, %d available".formatted(a.why(), a.available()));
    }

    /** For those to whom the stock of a warehouse is not told. */
    public static ReservationChanged withoutStock(Reservation reservation) {
        return of(reservation, Allocation::why);
    }

    private static ReservationChanged of(Reservation reservation, Function<Allocation, String> why) {
        return new ReservationChanged(
                reservation.orderId(),
                reservation.orderVersion(),
                reservation.status(),
                reservation.lines().stream()
                        .map(line -> line(reservation, line, why))
                        .toList());
    }

    private static Line line(Reservation reservation, ReservationLine line, Function<Allocation, String> why) {
        int waiting = reservation.needs().stream()
                .filter(need -> need.line() == line.line())
                .mapToInt(Step.Need::quantity)
                .sum();
        List<Source> sources = reservation.sourcesOf(line.line()).stream()
                .collect(Collectors.groupingBy(
                        Allocation::place,
                        java.util.LinkedHashMap::new,
                        Collectors.summingInt(a -> a.shipped() > 0 ? a.shipped() : a.quantity())))
                .entrySet()
                .stream()
                .map(entry -> new Source(entry.getKey(), entry.getValue()))
                .toList();
        return new Line(
                line.line(),
                line.sku(),
                line.quantity(),
                reservation.reservedOf(line.line()),
                waiting,
                sources,
                reason(reservation, line, waiting, why));
    }

    private static @Nullable String reason(
            Reservation reservation, ReservationLine line, int waiting, Function<Allocation, String> whyThere) {
        int withoutStock = reservation.shippedWithoutStock(line);
        if (withoutStock > 0) {
            return "%d of %d were shipped without being reserved; the ledger does not follow them"
                    .formatted(withoutStock, line.toShip());
        }
        String why = reservation.sourcesOf(line.line()).stream()
                .map(a -> "%d from %s: %s".formatted(a.quantity(), a.place(), whyThere.apply(a)))
                .collect(Collectors.joining("; "));
        if (waiting > 0) {
            String waits = "%d of %d wait: no sourcing warehouse has more".formatted(waiting, line.quantity());
            return why.isEmpty() ? waits : waits + "; " + why;
        }
        return why.isEmpty() ? null : why;
    }
}
