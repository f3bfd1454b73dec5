package org.qudao.e2e.faults;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.qudao.e2e.Api;
import org.qudao.e2e.faults.Request.Act;
import tools.jackson.databind.JsonNode;

/** What a dealer sees in between of its orders and of itself, and its suppliers of the demand: all of it must be possible at that moment. */
final class Looking {

    private final Market market;
    private final Witness witness;
    private final String dealer;
    private final Random random;
    private final Api self;
    private final Api hq;
    /** By item, of all dealers. */
    private final Map<String, Limits> demand;

    private final Limits sellIn = new Limits();
    private final Limits sellOut = new Limits();
    /** By what was looked at, the last figure that was seen. */
    private final Map<String, Long> seen = new HashMap<>();

    private final List<String> orders = new ArrayList<>();
    private final Map<String, JsonNode> submitted = new HashMap<>();
    private final Set<String> stepped = new HashSet<>();
    private final Map<String, Act> lastDone = new HashMap<>();

    Looking(Market market, Witness witness, String dealer, Random random, Map<String, Limits> demand) {
        this.market = market;
        this.witness = witness;
        this.dealer = dealer;
        this.random = random;
        this.demand = demand;
        self = market.installation().dealer(dealer);
        hq = market.installation().hq();
    }

    void submits(JsonNode body) {
        sellIn.more(units(body));
        body.get("lines").forEach(line -> demand(line).more(line.get("quantity").asLong()));
    }

    void submitted(JsonNode answer) {
        String order = answer.get("id").asString();
        orders.add(order);
        submitted.put(order, answer);
    }

    /** What the submission was told. */
    JsonNode submitted(String order) {
        return Objects.requireNonNull(submitted.get(order));
    }

    void steps(Act act, String order) {
        stepped.add(order);
        if (act == Act.CANCEL) {
            submitted(order).get("lines").forEach(line -> demand(line)
                    .less(line.get("quantity").asLong()));
        }
    }

    void done(Act act, String order) {
        lastDone.put(order, act);
    }

    void givesBack(JsonNode body) {
        sellIn.less(units(body));
    }

    void sells(JsonNode body) {
        sellOut.more(units(body));
    }

    /** Now and then, so that the market has time for its trade. */
    void look() {
        if (random.nextInt(4) > 0) {
            return;
        }
        if (!orders.isEmpty()) {
            String order = orders.get(random.nextInt(orders.size()));
            witness.look("the order " + order, () -> self.get("/api/v1/orders/" + order), now -> isOrder(order, now));
            witness.look(
                    "the orders of " + dealer,
                    () -> self.get("/api/v1/orders?limit=1"),
                    page -> page.get("items").size() == 1);
        }
        String sku = market.items().get(random.nextInt(market.items().size()));
        preview(sku);
        switch (random.nextInt(4)) {
            case 0 ->
                witness.look(
                        "the dealer " + dealer,
                        () -> self.get("/api/v1/nodes/" + dealer),
                        node -> node.get("id").asString().equals(dealer)
                                && node.get("name").asString().equals(Market.name(dealer)));
            case 1 -> sales("SELL_IN", sellIn);
            case 2 -> sales("SELL_OUT", sellOut);
            default ->
                figure(
                        "the demand for " + sku,
                        hq,
                        "/api/v1/demand?limit=500&sku=" + sku,
                        Looking::monthly,
                        demand.computeIfAbsent(sku, _ -> new Limits()));
        }
    }

    private void sales(String basis, Limits limits) {
        figure(
                basis + " of " + dealer,
                self,
                "/api/v1/sales?by=node&under=" + dealer + "&basis=" + basis,
                answer -> answer.get("total").get("quantity").asLong(),
                limits);
    }

    private void figure(String what, Api who, String path, ToLongFunction<JsonNode> units, Limits limits) {
        witness.look(what, () -> who.get(path), answer -> {
            long now = units.applyAsLong(answer);
            Long before = seen.put(what, now);
            return limits.allow(now, before == null ? 0 : before);
        });
    }

    /** It is what the submission was told, and has come as far as its steps were acknowledged. */
    private boolean isOrder(String order, JsonNode now) {
        JsonNode told = submitted(order);
        return now.get("id").asString().equals(order)
                && now.get("nodeId").asString().equals(dealer)
                && now.get("number").equals(told.get("number"))
                && OrdersKept.asked(now).equals(OrdersKept.asked(told))
                && MoneyKept.asksItsWorth(market, told)
                && MoneyKept.asksItsWorth(market, now)
                && hasComeSoFar(order, now.get("status").asString());
    }

    private boolean hasComeSoFar(String order, String status) {
        Act last = lastDone.get(order);
        if (last != null) {
            return OrdersKept.statesAfter(last).contains(status);
        }
        return stepped.contains(order) || OrdersKept.isBeforeAllSteps(status);
    }

    /** It counts right and says what is in stock, or that nobody knows. */
    private void preview(String sku) {
        int quantity = random.nextInt(Trading.MOST_UNITS) + 1;
        BigDecimal worth = market.price(sku).multiply(BigDecimal.valueOf(quantity));
        witness.look(
                "a preview of " + dealer,
                () -> self.post("/api/v1/order-previews", "{\"lines\":[" + Market.line(sku, quantity) + "]}"),
                preview -> preview.get("total").decimalValue().compareTo(worth) == 0
                        && isPossible(preview.get("lines").get(0)));
    }

    private static boolean isPossible(JsonNode previewed) {
        JsonNode available = previewed.get("available");
        String stock = previewed.get("stock").asString();
        if (available.isNull()) {
            return stock.equals("UNKNOWN");
        }
        long units = available.asLong();
        return units >= 0
                && stock.equals(
                        units >= previewed.get("quantity").asLong() ? "AVAILABLE" : units > 0 ? "PARTLY" : "NONE");
    }

    private Limits demand(JsonNode line) {
        return demand.computeIfAbsent(line.get("sku").asString(), _ -> new Limits());
    }

    private static long monthly(JsonNode page) {
        long units = 0;
        for (JsonNode month : page.get("items")) {
            units += month.get("quantity").asLong();
        }
        return units;
    }

    private static long units(JsonNode body) {
        long units = 0;
        for (JsonNode line : body.get("lines")) {
            units += line.get("quantity").asLong();
        }
        return units;
    }
}
