package org.qudao.order.recording;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.qudao.order.model.Channel;
import org.qudao.order.model.Money;
import org.qudao.order.model.Order;
import org.qudao.order.model.OrderLine;
import org.qudao.order.model.OrderStatus;
import org.qudao.platform.imports.Column;
import org.qudao.platform.imports.Outcome;
import org.qudao.platform.imports.Row;
import org.qudao.platform.imports.RowImport;
import org.qudao.platform.imports.Unit;
import org.springframework.stereotype.Component;

/** The columns of a history order: the order's own are repeated in each of its lines and must agree. */
@Component
class ImportOrders implements RowImport<RecordedOrder> {

    private static final List<String> OF_THE_ORDER = List.of(
            "channel",
            "node_id",
            "customer_id",
            "salesperson_id",
            "order_date",
            "requested_date",
            "ship_date",
            "status",
            "currency");

    private final RecordOrders recordOrders;
    private final Clock clock;

    ImportOrders(RecordOrders recordOrders, Clock clock) {
        this.recordOrders = recordOrders;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "orders";
    }

    @Override
    public String description() {
        return "Orders of the past, one row per line, the rows of an order together. They count on their own dates and take neither"
                + " stock nor credit. An order that was recorded before is left alone when the file says the same, and rejected when not.";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.required("order_number").id(),
                Column.required("channel").oneOf(Channel.class).describedAs("the node's channel"),
                Column.required("node_id").id().describedAs("the dealer or outlet"),
                Column.optional("customer_id").id(),
                Column.optional("salesperson_id").id(),
                Column.required("order_date").date(),
                Column.optional("requested_date").date(),
                Column.optional("ship_date").date(),
                Column.required("status").oneOf(OrderStatus.class).describedAs("the final state; not SUBMITTED"),
                Column.optional("currency").text(3),
                Column.required("line").integer().positive(),
                Column.required("sku").id(),
                Column.required("quantity").integer().positive(),
                Column.required("unit_price").decimal().notNegative(),
                Column.required("net_amount").decimal().notNegative());
    }

    @Override
    public String groupBy() {
        return "order_number";
    }

    @Override
    public int maxRowsPerUnit() {
        return Order.MAX_RECORDED_LINES;
    }

    @Override
    public RecordedOrder read(List<Row> unit) {
        Row first = unit.getFirst();
        OrderStatus status = first.constant("status", OrderStatus.class);
        if (status == OrderStatus.SUBMITTED) {
            first.reject("status", "undecided", "history knows how it ended: one of the other states");
        }
        checkDates(first);
        List<RecordedOrder.Line> lines = new ArrayList<>(unit.size());
        Set<Long> numbers = new HashSet<>();
        for (Row row : unit) {
            checkSameOrder(first, row);
            if (!numbers.add(row.integer("line"))) {
                row.reject("line", "duplicate-line", "must be unique inside the order");
            }
            lines.add(line(row));
        }
        return new RecordedOrder(
                first.text("order_number"),
                first.constant("channel", Channel.class),
                first.text("node_id"),
                first.textOrNull("customer_id"),
                first.textOrNull("salesperson_id"),
                first.date("order_date"),
                first.dateOrNull("requested_date"),
                first.dateOrNull("ship_date"),
                status,
                recordOrders.currency(first),
                lines);
    }

    @Override
    public List<Outcome> store(List<Unit<RecordedOrder>> batch) {
        return recordOrders.record(batch.stream().map(Unit::value).toList());
    }

    private void checkDates(Row first) {
        LocalDate ordered = first.date("order_date");
        LocalDate shipped = first.dateOrNull("ship_date");
        LocalDate today = LocalDate.now(clock);
        if (ordered.isAfter(today)) {
            first.reject("order_date", "in-the-future", "nothing has been ordered in the future");
        }
        if (shipped != null && shipped.isBefore(ordered)) {
            first.reject("ship_date", "before-order", "must not be before order_date");
        }
        if (shipped != null && shipped.isAfter(today)) {
            first.reject("ship_date", "in-the-future", "nothing has been shipped in the future");
        }
    }

    private static RecordedOrder.Line line(Row row) {
        long line = row.integer("line");
        long quantity = row.integer("quantity");
        if (line > Integer.MAX_VALUE) {
            row.reject("line", "too-large", "must be at most " + Integer.MAX_VALUE);
        }
        if (quantity > OrderLine.MAX_QUANTITY) {
            row.reject("quantity", "too-large", "must be at most " + OrderLine.MAX_QUANTITY);
        }
        return new RecordedOrder.Line(
                (int) line, row.text("sku"), (int) quantity, amount(row, "unit_price"), amount(row, "net_amount"));
    }

    private static BigDecimal amount(Row row, String column) {
        BigDecimal amount = row.decimal(column);
        if (!Money.plausible(amount)) {
            row.reject(column, "implausible-amount", Money.RULE);
        }
        return amount;
    }

    private static void checkSameOrder(Row first, Row row) {
        for (String column : OF_THE_ORDER) {
            if (!Objects.equals(value(first, column), value(row, column))) {
                row.reject(column, "other-than-first-line", "must be the same in all lines of an order");
            }
        }
    }

    private static @org.jspecify.annotations.Nullable Object value(Row row, String column) {
        return column.endsWith("_date") ? row.dateOrNull(column) : row.textOrNull(column);
    }
}
