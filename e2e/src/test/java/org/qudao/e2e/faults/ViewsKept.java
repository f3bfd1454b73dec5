package org.qudao.e2e.faults;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.qudao.e2e.Topics.Event;
import tools.jackson.databind.JsonNode;

/** The services that only listen have heard everything, once and in order: their figures are those of the orders and reports. */
final class ViewsKept {

    private static final Set<String> SOLD = Set.of("DELIVERED", "INVOICED", "PAID");
    private static final Set<String> NO_DEMAND = Set.of("CANCELLED", "REFUSED");

    private ViewsKept() {}

    /** @return the broken promises */
    static List<String> check(Picture picture) {
        List<String> broken = new ArrayList<>();
        BigDecimal revenue = BigDecimal.ZERO;
        long sold = 0;
        Map<String, Long> demand = new HashMap<>();
        for (JsonNode order : picture.orders().values()) {
            String status = order.get("status").asString();
            for (JsonNode line : order.get("lines")) {
                if (!NO_DEMAND.contains(status)) {
                    demand.merge(
                            line.get("sku").asString(), line.get("quantity").asLong(), Long::sum);
                }
                if (SOLD.contains(status)) {
                    sold += line.get("shipped").asLong();
                }
            }
            if (SOLD.contains(status)) {
                revenue = revenue.add(order.get("total").decimalValue());
            }
        }
        for (JsonNode goods : picture.returns().values()) {
            if (goods.get("status").asString().equals("CREDITED")) {
                for (JsonNode line : goods.get("lines")) {
                    sold -= ReturnsKept.received(line);
                }
                revenue = revenue.subtract(goods.get("amount").decimalValue());
            }
        }
        JsonNode sellIn = picture.sales().get("SELL_IN");
        if (sellIn.get("revenue").decimalValue().compareTo(revenue) != 0
                || sellIn.get("quantity").asLong() != sold) {
            broken.add("D view: sales show %s, the orders make %s for %d units".formatted(sellIn, revenue, sold));
        }
        long reported = 0;
        for (Event report : Picture.distinct(picture.sellOutEvents())) {
            for (JsonNode line : report.data().get("lines")) {
                reported += line.get("quantity").asLong();
            }
        }
        JsonNode sellOut = picture.sales().get("SELL_OUT");
        if (sellOut.get("quantity").asLong() != reported) {
            broken.add("D view: sales show %s sold out, the reports make %d units".formatted(sellOut, reported));
        }
        picture.demand().forEach((sku, units) -> {
            if (!units.equals(demand.getOrDefault(sku, 0L))) {
                broken.add("D view: the demand for %s is %d, the orders make %d"
                        .formatted(sku, units, demand.getOrDefault(sku, 0L)));
            }
        });
        return broken;
    }
}
