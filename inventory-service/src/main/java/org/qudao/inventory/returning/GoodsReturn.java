package org.qudao.inventory.returning;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.qudao.inventory.stock.Account;
import org.qudao.inventory.stock.Cause;
import org.qudao.inventory.stock.Movement;

/**
 * Goods of a delivered order that a dealer gave back.
 *
 * @param warehouse that has the good pieces now
 * @param on the day of their receipt
 */
public record GoodsReturn(
        String id, String orderId, String nodeId, String warehouse, LocalDate on, List<Line> lines, Stage stage) {

    /** @param line of the order */
    public record Line(int line, String sku, int good, int damaged) {}

    /** Life of a return in the stock; only forward. */
    public enum Stage {
        /** The goods are back; they are booked as soon as the books have the delivery they came with. */
        RECEIVED,
        /** Booked. */
        BOOKED
    }

    public GoodsReturn {
        lines = List.copyOf(lines);
    }

    GoodsReturn booked() {
        return new GoodsReturn(id, orderId, nodeId, warehouse, on, lines, Stage.BOOKED);
    }

    /** @param place where the dealer's goods are in the books */
    List<Movement> movements(String place) {
        List<Movement> movements = new ArrayList<>();
        for (Line line : lines) {
            if (line.good() > 0) {
                movements.add(
                        movement(line, "good", Account.available(place), Account.available(warehouse), line.good()));
            }
            if (line.damaged() > 0) {
                movements.add(movement(line, "damaged", Account.available(place), Account.SCRAPPED, line.damaged()));
            }
        }
        return movements;
    }

    /** Goods that are evidently there but not in the dealer's book, as a count would find them. */
    Movement found(Movement lacking, int missing, int time) {
        return new Movement(
                lacking.id() + ":found:" + time,
                lacking.sku(),
                Account.DIFFERENCES,
                lacking.from(),
                missing,
                lacking.cause(),
                on);
    }

    private Movement movement(Line line, String condition, Account from, Account to, int quantity) {
        return new Movement(
                "return:%s:%d:%s".formatted(id, line.line(), condition),
                line.sku(),
                from,
                to,
                quantity,
                new Cause(Cause.Kind.RETURN, id),
                on);
    }
}
