package org.qudao.order.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The state of a return as every event of {@code order.return} carries it; the contract is in {@code contracts/order.return}. */
public record ReturnSnapshot(
        String id,
        String orderId,
        String orderNumber,
        String nodeId,
        ReturnStatus status,
        String reason,
        LocalDate requestedOn,
        @Nullable String warehouse,
        @Nullable LocalDate receivedOn,
        @Nullable LocalDate creditedOn,
        String currency,
        BigDecimal amount,
        List<Line> lines) {

    /** One line; {@code netAmount} is what the pieces that came back had cost. */
    public record Line(
            int line,
            String sku,
            String productLine,
            int quantity,
            BigDecimal unitPrice,
            int good,
            int damaged,
            BigDecimal netAmount) {}

    public static ReturnSnapshot of(Return goods) {
        return new ReturnSnapshot(
                goods.id(),
                goods.orderId(),
                goods.orderNumber(),
                goods.nodeId(),
                goods.status(),
                goods.reason(),
                goods.requestedOn(),
                goods.warehouse(),
                goods.receivedOn(),
                goods.creditedOn(),
                goods.currency(),
                goods.amount(),
                goods.lines().stream().map(ReturnSnapshot::line).toList());
    }

    private static Line line(ReturnLine line) {
        return new Line(
                line.line(),
                line.sku(),
                line.productLine(),
                line.quantity(),
                line.unitPrice(),
                line.good(),
                line.damaged(),
                line.netAmount());
    }
}
