package org.qudao.order.recording;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.qudao.order.model.Channel;
import org.qudao.order.model.Order;
import org.qudao.order.model.OrderDates;
import org.qudao.order.model.OrderIds;
import org.qudao.order.model.OrderLine;
import org.qudao.order.model.OrderStatus;
import org.qudao.order.model.Parties;
import org.qudao.order.model.Product;
import org.qudao.order.model.ReturnClaims;
import org.qudao.order.model.Submission;
import org.qudao.order.model.Transition;

/** An order of the past as the file tells it. */
record RecordedOrder(
        String number,
        Channel channel,
        String nodeId,
        @Nullable String customerId,
        @Nullable String salespersonId,
        LocalDate orderedOn,
        @Nullable LocalDate requestedOn,
        @Nullable LocalDate shippedOn,
        OrderStatus status,
        String currency,
        List<Line> lines) {

    private static final String BY = "system:import";

    record Line(int line, String sku, int quantity, BigDecimal unitPrice, BigDecimal netAmount) {}

    String id() {
        return OrderIds.recorded(number);
    }

    boolean calledOff() {
        return status == OrderStatus.CANCELLED || status == OrderStatus.REFUSED;
    }

    /** @param products at least those of the lines */
    Order order(Map<String, Product> products, Instant now) {
        boolean shipped = !calledOff() && (shippedOn != null || LEFT.contains(status));
        boolean delivered = shipped && status != OrderStatus.SHIPPED;
        return new Order(
                id(),
                number,
                new Parties(nodeId, channel, customerId, salespersonId),
                status,
                true,
                new OrderDates(
                        orderedOn,
                        requestedOn,
                        shippedOn,
                        delivered ? shippedOn : null,
                        calledOff() ? null : orderedOn),
                currency,
                lines.stream().map(line -> line(line, products, shipped)).toList(),
                null,
                new Submission(contentHash(), now, BY),
                0,
                List.of(new Transition(now, BY, null, status, "imported as history")),
                ReturnClaims.NONE);
    }

    private static final java.util.Set<OrderStatus> LEFT =
            java.util.EnumSet.of(OrderStatus.SHIPPED, OrderStatus.DELIVERED, OrderStatus.INVOICED, OrderStatus.PAID);

    private static OrderLine line(Line line, Map<String, Product> products, boolean shipped) {
        Product product = java.util.Objects.requireNonNull(products.get(line.sku()));
        int gone = shipped ? line.quantity() : 0;
        return new OrderLine(
                line.line(),
                line.sku(),
                product.productLine(),
                line.quantity(),
                line.unitPrice(),
                line.netAmount(),
                gone,
                gone,
                0,
                List.of());
    }

    /** Amounts by value, so that 1.50 in one file is 1.5 in the next. */
    String contentHash() {
        List<String> parts = new ArrayList<>();
        parts.add(String.join(
                "|",
                number,
                channel.name(),
                nodeId,
                String.valueOf(customerId),
                String.valueOf(salespersonId),
                orderedOn.toString(),
                String.valueOf(requestedOn),
                String.valueOf(shippedOn),
                status.name(),
                currency));
        for (Line line : lines) {
            parts.add(line.line() + "|" + line.sku() + "|" + line.quantity() + "|" + plain(line.unitPrice()) + "|"
                    + plain(line.netAmount()));
        }
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static String plain(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }
}
