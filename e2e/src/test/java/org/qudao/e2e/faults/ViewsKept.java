package org.qudao.e2e.faults;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.qudao.e2e.Topics.Event;
import org.qudao.e2e.faults.Picture.Demand;
import tools.jackson.databind.JsonNode;

/** The services that only listen have heard everything, once and in order: their figures are those of the orders and reports. */
final class ViewsKept {

    private static final Set<String> SOLD = Set.of("DELIVERED", "INVOICED", "PAID");
    private static final Set<String> NO_DEMAND = Set.of("CANCELLED", "REFUSED");

    private static final Set<String> WAITING = Set.of("PARTLY_SOURCED", "BACK_ORDERED");

    private record Sold(BigDecimal revenue, long units) {

        static final Sold NOTHING = new Sold(BigDecimal.ZERO, 0);

        Sold and(Sold more) {
            return new Sold(revenue.add(more.revenue), units + more.units);
        }

        boolean equalTo(Sold other) {
            return revenue.compareTo(other.revenue) == 0 && units == other.units;
        }
    }

    private final Picture picture;
    private final List<String> broken = new ArrayList<>();

    private ViewsKept(Picture picture) {
        this.picture = picture;
    }

    /** @return the broken promises */
    static List<String> check(Picture picture) {
        ViewsKept check = new ViewsKept(picture);
        check.sales("SELL_IN", check.soldToDealers());
        check.sales("SELL_OUT", check.soldByDealers());
        check.demand();
        return check.broken;
    }

    /** The total and each dealer's row. */
    private void sales(String basis, Map<String, Sold> expected) {
        JsonNode shown = picture.sales().get(basis);
        compare(
                basis,
                "all dealers",
                expected.values().stream().reduce(Sold.NOTHING, Sold::and),
                sold(shown.get("total")));
        Map<String, Sold> rows = new HashMap<>();
        shown.get("rows").forEach(row -> rows.put(row.get("key").asString(), sold(row)));
        for (String dealer : picture.market().dealers()) {
            compare(
                    basis,
                    dealer,
                    expected.getOrDefault(dealer, Sold.NOTHING),
                    rows.getOrDefault(dealer, Sold.NOTHING));
        }
    }

    private void compare(String basis, String whose, Sold expected, Sold shown) {
        if (!shown.equalTo(expected)) {
            broken.add("D view: %s of %s is shown as %s, the orders, returns and reports make %s"
                    .formatted(basis, whose, shown, expected));
        }
    }

    private static Sold sold(JsonNode figures) {
        return new Sold(
                figures.get("revenue").decimalValue(), figures.get("quantity").asLong());
    }

    private Map<String, Sold> soldToDealers() {
        Map<String, Sold> sold = new HashMap<>();
        for (JsonNode order : picture.orders().values()) {
            if (SOLD.contains(order.get("status").asString())) {
                long units = 0;
                for (JsonNode line : order.get("lines")) {
                    units += line.get("shipped").asLong();
                }
                add(sold, order, new Sold(order.get("total").decimalValue(), units));
            }
        }
        for (JsonNode goods : picture.returns().values()) {
            if (goods.get("status").asString().equals("CREDITED")) {
                long units = 0;
                for (JsonNode line : goods.get("lines")) {
                    units += ReturnsKept.received(line);
                }
                add(sold, goods, new Sold(goods.get("amount").decimalValue().negate(), -units));
            }
        }
        return sold;
    }

    private Map<String, Sold> soldByDealers() {
        Map<String, Sold> sold = new HashMap<>();
        for (Event report : Picture.distinct(picture.sellOutEvents())) {
            long units = 0;
            for (JsonNode line : report.data().get("lines")) {
                units += line.get("quantity").asLong();
            }
            add(sold, report.data(), new Sold(BigDecimal.ZERO, units));
        }
        return sold;
    }

    private static void add(Map<String, Sold> sold, JsonNode document, Sold more) {
        sold.merge(document.get("nodeId").asString(), more, Sold::and);
    }

    private void demand() {
        Map<String, Demand> expected = new HashMap<>();
        for (JsonNode order : picture.orders().values()) {
            String status = order.get("status").asString();
            if (!NO_DEMAND.contains(status)) {
                for (JsonNode line : order.get("lines")) {
                    expected.merge(line.get("sku").asString(), demand(line, WAITING.contains(status)), Demand::and);
                }
            }
        }
        picture.demand().forEach((sku, shown) -> {
            if (!shown.equals(expected.getOrDefault(sku, Demand.NONE))) {
                broken.add("D view: the demand for %s is %s, the orders make %s"
                        .formatted(sku, shown, expected.getOrDefault(sku, Demand.NONE)));
            }
        });
    }

    private static Demand demand(JsonNode line, boolean waiting) {
        long quantity = line.get("quantity").asLong();
        long shortShipped = line.get("shortShipped").asLong();
        long backOrdered = waiting ? Math.max(0, quantity - line.get("sourced").asLong() - shortShipped) : 0;
        return new Demand(quantity, shortShipped, backOrdered);
    }
}
