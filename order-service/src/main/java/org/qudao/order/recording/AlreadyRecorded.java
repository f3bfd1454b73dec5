package org.qudao.order.recording;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.qudao.order.model.Order;
import org.qudao.order.model.OrderLine;
import org.qudao.platform.imports.Outcome;

/**
 * What becomes of an order of the past that was recorded before: it is left alone when the file says the same of it, in whatever order
 * of lines, and rejected at the first cell that says something else. What is recorded has been counted by others, and stays.
 */
final class AlreadyRecorded {

    private static final String RULE = "recorded-otherwise";

    private AlreadyRecorded() {}

    static Outcome outcome(RecordedOrder told, Order recorded) {
        Outcome difference = ofTheOrder(told, recorded);
        if (difference == null) {
            difference = ofTheLines(told, recorded);
        }
        return difference == null ? Outcome.UNCHANGED : difference;
    }

    private static @Nullable Outcome ofTheOrder(RecordedOrder told, Order recorded) {
        if (told.channel() != recorded.parties().channel()) {
            return differs(0, "channel", recorded.parties().channel());
        }
        if (!told.nodeId().equals(recorded.parties().nodeId())) {
            return differs(0, "node_id", recorded.parties().nodeId());
        }
        if (!Objects.equals(told.customerId(), recorded.parties().customerId())) {
            return differs(0, "customer_id", recorded.parties().customerId());
        }
        if (!Objects.equals(told.salespersonId(), recorded.parties().salespersonId())) {
            return differs(0, "salesperson_id", recorded.parties().salespersonId());
        }
        if (!told.orderedOn().equals(recorded.dates().orderedOn())) {
            return differs(0, "order_date", recorded.dates().orderedOn());
        }
        if (!Objects.equals(told.requestedOn(), recorded.dates().requestedOn())) {
            return differs(0, "requested_date", recorded.dates().requestedOn());
        }
        if (!Objects.equals(told.shippedOn(), recorded.dates().shippedOn())) {
            return differs(0, "ship_date", recorded.dates().shippedOn());
        }
        return told.status() == recorded.status() ? null : differs(0, "status", recorded.status());
    }

    private static @Nullable Outcome ofTheLines(RecordedOrder told, Order recorded) {
        Map<Integer, OrderLine> lines =
                recorded.lines().stream().collect(Collectors.toMap(OrderLine::line, Function.identity()));
        for (int row = 0; row < told.lines().size(); row++) {
            RecordedOrder.Line line = told.lines().get(row);
            OrderLine before = lines.get(line.line());
            if (before == null) {
                return differs(row, "line", "without this line");
            }
            if (!line.sku().equals(before.sku())) {
                return differs(row, "sku", before.sku());
            }
            if (line.quantity() != before.quantity()) {
                return differs(row, "quantity", before.quantity());
            }
            if (line.unitPrice().compareTo(before.unitPrice()) != 0) {
                return differs(row, "unit_price", plain(before.unitPrice()));
            }
            if (line.netAmount().compareTo(before.netAmount()) != 0) {
                return differs(row, "net_amount", plain(before.netAmount()));
            }
        }
        return told.lines().size() == recorded.lines().size()
                ? null
                : differs(0, "line", "with " + recorded.lines().size() + " lines");
    }

    private static Outcome differs(int row, String column, @Nullable Object recorded) {
        return Outcome.rejected(
                row,
                column,
                RULE,
                "the order was recorded before, here " + (recorded == null ? "empty" : recorded)
                        + "; another import does not change what is recorded");
    }

    private static String plain(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }
}
