package org.qudao.inventory.transferring;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.qudao.inventory.stock.Account;
import org.qudao.inventory.stock.Booking;
import org.qudao.inventory.stock.Cause;
import org.qudao.inventory.stock.Movement;

/** Goods go from one place to another through in transit, so that what was sent can always be taken back. */
public record Transfer(String id, String from, String to, LocalDate on, List<Line> lines, String by, Booking booking) {

    public record Line(String sku, int quantity) {}

    boolean sameAs(Transfer other) {
        return from.equals(other.from) && to.equals(other.to) && on.equals(other.on) && lines.equals(other.lines);
    }

    Transfer with(Booking newBooking) {
        return new Transfer(id, from, to, on, lines, by, newBooking);
    }

    /** First all lines leave, then all arrive: only the leaving can find too little. */
    List<Movement> movements() {
        return Stream.concat(
                        lines.stream()
                                .map(line -> movement(line, "send", Account.available(from), Account.inTransit(to))),
                        lines.stream()
                                .map(line -> movement(line, "arrive", Account.inTransit(to), Account.available(to))))
                .toList();
    }

    private Movement movement(Line line, String verb, Account source, Account destination) {
        return new Movement(
                "transfer:%s:%s:%s:%d".formatted(id, line.sku(), verb, booking.attempt()),
                line.sku(),
                source,
                destination,
                line.quantity(),
                new Cause(Cause.Kind.TRANSFER, id),
                on);
    }
}
