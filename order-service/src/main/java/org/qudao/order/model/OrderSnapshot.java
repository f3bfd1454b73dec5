package org.qudao.order.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The state of an order as every event of {@code order.order} carries it; the contract is in {@code contracts/order.order}. */
public record OrderSnapshot(
        String id,
        String number,
        String nodeId,
        Channel channel,
        @Nullable String customerId,
        @Nullable String salespersonId,
        OrderStatus status,
        boolean history,
        LocalDate orderedOn,
        @Nullable LocalDate recognisedOn,
        @Nullable LocalDate shippedOn,
        @Nullable LocalDate deliveredOn,
        @Nullable LocalDate requestedOn,
        String currency,
        BigDecimal total,
        List<Line> lines) {

    /** Type of the event about an imported order; live orders: {@link OrderStatus#eventType}. */
    public static final String RECORDED = "OrderRecorded";

    /** One line; {@code netAmount} is what is owed, so it shrinks with a short shipment. */
    public record Line(
            int line,
            String sku,
            String productLine,
            int quantity,
            BigDecimal unitPrice,
            BigDecimal netAmount,
            int sourced,
            int shipped,
            int shortShipped,
            List<Source> sources) {}

    public static OrderSnapshot of(Order order) {
        OrderDates dates = order.dates();
        return new OrderSnapshot(
                order.id(),
                order.number(),
                order.parties().nodeId(),
                order.parties().channel(),
                order.parties().customerId(),
                order.parties().salespersonId(),
                order.status(),
                order.history(),
                dates.orderedOn(),
                dates.recognisedOn(),
                dates.shippedOn(),
                dates.deliveredOn(),
                dates.requestedOn(),
                order.currency(),
                order.total(),
                order.lines().stream().map(OrderSnapshot::line).toList());
    }

    private static Line line(OrderLine line) {
        return new Line(
                line.line(),
                line.sku(),
                line.productLine(),
                line.quantity(),
                line.unitPrice(),
                line.netAmount(),
                line.sourced(),
                line.shipped(),
                line.shortShipped(),
                line.sources());
    }
}
