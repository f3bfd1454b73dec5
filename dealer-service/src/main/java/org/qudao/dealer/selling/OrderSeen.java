package org.qudao.dealer.selling;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.qudao.dealer.network.Channel;
import org.qudao.dealer.sales.Sale;
import org.qudao.dealer.sales.SaleLine;

/**
 * Our view of an order event. An order counts on the day that it is recognised, unless it was cancelled or refused, and with what it
 * delivers: a short shipment sells no more than was shipped.
 */
record OrderSeen(
        String id,
        String nodeId,
        Channel channel,
        @Nullable String salespersonId,
        String status,
        @Nullable LocalDate recognisedOn,
        List<Line> lines) {
    static final List<String> TYPES = List.of(
            "OrderHeld",
            "OrderApproved",
            "OrderSourced",
            "OrderShipped",
            "OrderDelivered",
            "OrderInvoiced",
            "OrderPaid",
            "OrderCancelled",
            "OrderRefused",
            "OrderRecorded");
    private static final Set<String> NEVER_COUNT = Set.of("CANCELLED", "REFUSED");

    record Line(String sku, @Nullable String productLine, long quantity, long shortShipped, BigDecimal netAmount) {}

    Sale asSale(long version) {
        return new Sale(
                id,
                version,
                nodeId,
                channel,
                salespersonId,
                NEVER_COUNT.contains(status) ? null : recognisedOn,
                lines.stream()
                        .map(line -> new SaleLine(
                                line.sku(),
                                line.productLine() == null ? "" : line.productLine(),
                                line.quantity() - line.shortShipped(),
                                line.netAmount()))
                        .toList());
    }
}
