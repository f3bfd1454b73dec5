package org.qudao.inventory.sellout;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qudao.inventory.stock.Account;
import org.qudao.inventory.stock.Booking;
import org.qudao.inventory.stock.Cause;
import org.qudao.inventory.stock.Movement;

/**
 * A report of what a node sold to end customers on a day.
 *
 * @param place where the node holds its stock
 * @param by who reported it
 */
public record SellOut(
        String id,
        String nodeId,
        String place,
        LocalDate on,
        String channel,
        List<Line> lines,
        String by,
        Instant at,
        Booking booking) {

    /** @param netAmount of the line, in the installation's currency; null when the node does not tell */
    public record Line(String sku, int quantity, @Nullable BigDecimal netAmount) {

        boolean sameAs(Line other) {
            return sku.equals(other.sku)
                    && quantity == other.quantity
                    && (netAmount == null
                            ? other.netAmount == null
                            : other.netAmount != null && netAmount.compareTo(other.netAmount) == 0);
        }
    }

    boolean sameAs(SellOut other) {
        if (!nodeId.equals(other.nodeId) || !on.equals(other.on) || lines.size() != other.lines.size()) {
            return false;
        }
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).sameAs(other.lines.get(i))) {
                return false;
            }
        }
        return true;
    }

    SellOut with(Booking newBooking) {
        return new SellOut(id, nodeId, place, on, channel, lines, by, at, newBooking);
    }

    List<Movement> movements() {
        return lines.stream()
                .map(line -> new Movement(
                        "sellout:%s:%s:%d".formatted(id, line.sku(), booking.attempt()),
                        line.sku(),
                        Account.available(place),
                        Account.CUSTOMERS,
                        line.quantity(),
                        new Cause(Cause.Kind.SELL_OUT, id),
                        on))
                .toList();
    }
}
