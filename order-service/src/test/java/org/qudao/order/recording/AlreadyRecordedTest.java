package org.qudao.order.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.qudao.order.model.Channel;
import org.qudao.order.model.Order;
import org.qudao.order.model.OrderStatus;
import org.qudao.order.model.Product;
import org.qudao.platform.imports.Outcome;

class AlreadyRecordedTest {

    private static final LocalDate DAY = LocalDate.parse("2013-06-30");
    private static final RecordedOrder.Line BUS = line(1, "BUS", 2, "10", "19.5");
    private static final RecordedOrder.Line TRAM = line(2, "TRAM", 1, "10", "10");

    private final Order recorded = told("D1", "E1", OrderStatus.SHIPPED, BUS, TRAM)
            .order(Map.of("BUS", product("BUS"), "TRAM", product("TRAM")), Instant.EPOCH);

    @Test
    void theSameIsLeftAlone() {
        assertThat(again(told("D1", "E1", OrderStatus.SHIPPED, BUS, TRAM))).isEqualTo(Outcome.UNCHANGED);
        assertThat(again(told("D1", "E1", OrderStatus.SHIPPED, TRAM, line(1, "BUS", 2, "10.00", "19.50"))))
                .as("in another order, and written otherwise")
                .isEqualTo(Outcome.UNCHANGED);
    }

    @Test
    void whatDiffersIsRejectedAtItsCell() {
        assertThat(cell(told("D2", "E1", OrderStatus.SHIPPED, BUS, TRAM))).isEqualTo("0 node_id: D1");
        assertThat(cell(told("D1", null, OrderStatus.SHIPPED, BUS, TRAM))).isEqualTo("0 salesperson_id: E1");
        assertThat(cell(told("D1", "E1", OrderStatus.CANCELLED, BUS, TRAM))).isEqualTo("0 status: SHIPPED");
        assertThat(cell(told("D1", "E1", OrderStatus.SHIPPED, BUS, line(2, "BUS", 1, "10", "10"))))
                .isEqualTo("1 sku: TRAM");
        assertThat(cell(told("D1", "E1", OrderStatus.SHIPPED, BUS, line(2, "TRAM", 3, "10", "10"))))
                .isEqualTo("1 quantity: 1");
        assertThat(cell(told("D1", "E1", OrderStatus.SHIPPED, BUS, line(2, "TRAM", 1, "9", "10"))))
                .isEqualTo("1 unit_price: 10");
        assertThat(cell(told("D1", "E1", OrderStatus.SHIPPED, BUS, line(2, "TRAM", 1, "10", "9"))))
                .isEqualTo("1 net_amount: 10");
        assertThat(cell(told("D1", "E1", OrderStatus.SHIPPED, BUS))).isEqualTo("0 line: with 2 lines");
        assertThat(cell(told("D1", "E1", OrderStatus.SHIPPED, BUS, line(3, "TRAM", 1, "10", "10"))))
                .isEqualTo("1 line: without this line");
    }

    private Outcome again(RecordedOrder told) {
        return AlreadyRecorded.outcome(told, recorded);
    }

    private String cell(RecordedOrder told) {
        if (!(again(told) instanceof Outcome.Rejected rejected)) {
            throw new AssertionError(told + " is not rejected");
        }
        assertThat(rejected.rule()).isEqualTo("recorded-otherwise");
        String message = rejected.message();
        return rejected.rowInUnit() + " " + rejected.column() + ": "
                + message.substring(message.indexOf("here ") + 5, message.indexOf(';'));
    }

    private static RecordedOrder told(
            String node, @Nullable String salesperson, OrderStatus status, RecordedOrder.Line... lines) {
        return new RecordedOrder(
                "SO1", Channel.DISTRIBUTION, node, null, salesperson, DAY, null, DAY, status, "USD", List.of(lines));
    }

    private static RecordedOrder.Line line(int line, String sku, int quantity, String price, String net) {
        return new RecordedOrder.Line(line, sku, quantity, new BigDecimal(price), new BigDecimal(net));
    }

    private static Product product(String sku) {
        return new Product(
                sku, sku, "Trucks", Product.UNASSIGNED, BigDecimal.TEN, null, null, "USD", Product.Status.ACTIVE);
    }
}
