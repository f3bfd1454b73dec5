package org.qudao.inventory.counting;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qudao.inventory.stock.Account;
import org.qudao.inventory.stock.Balance;
import org.qudao.inventory.stock.Cause;
import org.qudao.inventory.stock.Movement;
import org.qudao.inventory.stock.Posting;

/** What somebody counted at a place on a day, and what the book said of the end of that day at the moment of booking. */
public record StockCount(
        String id, String place, LocalDate on, String by, Instant at, boolean booked, List<Line> lines) {

    /**
     * @param counted what is there, reserved goods included, goods in transit not
     * @param book what the ledger said, without what is dated after the day of the count; null until booked
     * @param difference what was booked
     * @param unresolved missing goods that could not be booked because they are reserved for orders
     */
    public record Line(
            String sku, int counted, @Nullable Long book, @Nullable Long difference, @Nullable Long unresolved) {}

    static Line counted(String sku, int counted) {
        return new Line(sku, counted, null, null, null);
    }

    boolean sameAs(StockCount other) {
        return place.equals(other.place)
                && on.equals(other.on)
                && lines.size() == other.lines.size()
                && lines.stream().allMatch(line -> other.lines.stream()
                        .anyMatch(o -> o.sku().equals(line.sku()) && o.counted() == line.counted()));
    }

    StockCount booked(List<Line> newLines) {
        return new StockCount(id, place, on, by, at, true, List.copyOf(newLines));
    }

    String postingId(Line line) {
        return "count:%s:%s".formatted(id, line.sku());
    }

    /**
     * Null when book and count agree, or when all that is missing is reserved.
     *
     * @param changedSince by how much the goods on hand changed after the day of the count
     */
    @Nullable
    Posting posting(Line line, Balance balance, long changedSince) {
        long difference = Math.max(line.counted() - (balance.onHand() - changedSince), -balance.available());
        if (difference == 0) {
            return null;
        }
        Account available = Account.available(place);
        Movement movement = new Movement(
                postingId(line),
                line.sku(),
                difference > 0 ? Account.DIFFERENCES : available,
                difference > 0 ? available : Account.DIFFERENCES,
                Math.toIntExact(Math.abs(difference)),
                new Cause(Cause.Kind.COUNT, id),
                on);
        return movement.postings().getFirst();
    }

    static Line result(Line line, long book, long difference) {
        long unresolved = book + difference - line.counted();
        return new Line(line.sku(), line.counted(), book, difference, unresolved);
    }
}
