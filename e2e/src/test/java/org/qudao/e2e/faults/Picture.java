package org.qudao.e2e.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.qudao.e2e.Api;
import org.qudao.e2e.Topics;
import org.qudao.e2e.Topics.Event;
import org.qudao.e2e.faults.Request.Act;
import tools.jackson.databind.JsonNode;

/**
 * What the product shows of a market once it is at rest: through its API, and on its topics.
 *
 * @param orders by id, all that the list of the dealers' orders holds
 * @param histories transitions by order
 * @param returns by id, all that the list of the dealers' returns holds
 * @param orderEvents, returnEvents, movementEvents, sellOutEvents, reservationEvents, receiptEvents as they lie on the topics, repeated ones too
 * @param accounts by dealer
 * @param openOrders what the accounts list of them, by dealer
 * @param stock rows by place and item, joined by a bar; pairs that never had goods are left out
 * @param documents by id, what is kept of payments, receipts, transfers, counts and reports; absent ones are left out
 * @param sales sell-in and sell-out of the region, with a row for each dealer
 * @param demand by item
 */
record Picture(
        Market market,
        Map<String, JsonNode> orders,
        Map<String, JsonNode> histories,
        Map<String, JsonNode> returns,
        List<Event> orderEvents,
        List<Event> returnEvents,
        List<Event> movementEvents,
        List<Event> sellOutEvents,
        List<Event> reservationEvents,
        List<Event> receiptEvents,
        Map<String, JsonNode> accounts,
        Map<String, List<JsonNode>> openOrders,
        Map<String, JsonNode> stock,
        Map<String, JsonNode> documents,
        Map<String, JsonNode> sales,
        Map<String, Demand> demand) {

    /** In units, of all months. */
    record Demand(long quantity, long shortShipped, long backOrdered) {

        static final Demand NONE = new Demand(0, 0, 0);

        Demand and(Demand more) {
            return new Demand(
                    quantity + more.quantity, shortShipped + more.shortShipped, backOrdered + more.backOrdered);
        }
    }

    private static final int AT_ONCE = 12;
    private static final Duration ASKED_TO_WAIT = Duration.ofMillis(500);
    private static final Map<Act, String> ADDRESSES = Map.of(
            Act.PAY, "/api/v1/payments/",
            Act.RECEIVE, "/api/v1/receipts/",
            Act.TRANSFER, "/api/v1/transfers/",
            Act.COUNT, "/api/v1/counts/",
            Act.SELL_OUT, "/api/v1/sell-outs/");

    /** @param marks ends of the topics before the market was opened */
    static Picture take(Market market, List<Request> requests, Topics topics, Map<TopicPartition, Long> marks)
            throws InterruptedException, ExecutionException {
        Api hq = market.installation().hq();
        Set<String> dealers = Set.copyOf(market.dealers());
        Set<String> items = Set.copyOf(market.items());

        List<String> ids = new ArrayList<>();
        for (String dealer : market.dealers()) {
            pages(hq, "/api/v1/orders?limit=500&nodeId=" + dealer)
                    .forEach(row -> ids.add(row.get("id").asString()));
        }
        List<String> returnIds = new ArrayList<>();
        for (String dealer : market.dealers()) {
            pages(hq, "/api/v1/returns?limit=500&nodeId=" + dealer)
                    .forEach(row -> returnIds.add(row.get("id").asString()));
        }
        Map<String, JsonNode> documents = new HashMap<>();
        for (Map.Entry<Act, String> address : ADDRESSES.entrySet()) {
            List<String> asked = requests.stream()
                    .filter(request -> request.act() == address.getKey())
                    .map(Request::id)
                    .toList();
            documents.putAll(each(asked, id -> found(hq, address.getValue() + id)));
        }
        Map<String, List<JsonNode>> openOrders = new HashMap<>();
        for (String dealer : market.dealers()) {
            openOrders.put(dealer, pages(hq, "/api/v1/credit-accounts/" + dealer + "/open-orders?limit=500"));
        }
        Set<String> orders = Set.copyOf(ids);
        Set<String> places = new HashSet<>(market.warehouses());
        places.addAll(market.dealers());
        List<String> pairs = places.stream()
                .flatMap(place -> market.items().stream().map(sku -> place + "|" + sku))
                .toList();
        Map<String, Demand> demand = new HashMap<>();
        for (String sku : market.items()) {
            demand.put(
                    sku,
                    pages(hq, "/api/v1/demand?limit=500&sku=" + sku).stream()
                            .map(month -> new Demand(
                                    month.get("quantity").asLong(),
                                    month.get("shortShipped").asLong(),
                                    month.get("backOrdered").asLong()))
                            .reduce(Demand.NONE, Demand::and));
        }
        return new Picture(
                market,
                each(ids, id -> read(hq, "/api/v1/orders/" + id).ok()),
                each(
                        ids,
                        id -> read(hq, "/api/v1/orders/" + id + "/history").ok().get("transitions")),
                each(returnIds, id -> read(hq, "/api/v1/returns/" + id).ok()),
                ofDealers(topics.events("order.order", marks), dealers),
                ofDealers(topics.events("order.return", marks), dealers),
                topics.events("inventory.movement", marks).stream()
                        .filter(event -> items.contains(event.data().path("sku").asString("")))
                        .toList(),
                ofDealers(topics.events("inventory.sellout", marks), dealers),
                topics.events("inventory.reservation", marks).stream()
                        .filter(event -> orders.contains(event.subject()))
                        .toList(),
                topics.events("inventory.receipt", marks).stream()
                        .filter(event -> market.warehouses()
                                .contains(event.data().path("place").asString("")))
                        .toList(),
                each(market.dealers(), dealer -> read(hq, "/api/v1/credit-accounts/" + dealer)
                        .ok()),
                openOrders,
                each(pairs, pair -> found(hq, "/api/v1/stock/" + pair.replace('|', '/'))),
                documents,
                each(List.of("SELL_IN", "SELL_OUT"), basis -> read(
                                hq, "/api/v1/sales?by=node&basis=" + basis + "&under=" + market.region())
                        .ok()),
                demand);
    }

    private static List<Event> ofDealers(List<Event> events, Set<String> dealers) {
        return events.stream()
                .filter(event -> dealers.contains(event.data().path("nodeId").asString("")))
                .toList();
    }

    String status(String order) {
        return orders.get(order).get("status").asString();
    }

    /** Without what was published again under the same id. */
    static Collection<Event> distinct(List<Event> events) {
        Map<String, Event> first = new LinkedHashMap<>();
        events.forEach(event -> first.putIfAbsent(event.id(), event));
        return first.values();
    }

    static List<JsonNode> pages(Api api, String path) {
        List<JsonNode> rows = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = read(api, path + after).ok();
            page.get("items").forEach(rows::add);
            after = page.path("next").isString() ? "&after=" + page.get("next").asString() : "";
        } while (!after.isEmpty());
        return rows;
    }

    private static JsonNode found(Api api, String path) {
        Api.Answer answer = read(api, path);
        return answer.status() == 404 ? tools.jackson.databind.node.MissingNode.getInstance() : answer.ok();
    }

    /** Waits while the reader is asked to be slower. */
    private static Api.Answer read(Api api, String path) {
        Api.Answer answer = api.get(path);
        while (answer.status() == 429) {
            LockSupport.parkNanos(ASKED_TO_WAIT.toNanos());
            answer = api.get(path);
        }
        return answer;
    }

    private static Map<String, JsonNode> each(List<String> keys, Function<String, JsonNode> get)
            throws InterruptedException, ExecutionException {
        Map<String, Future<JsonNode>> asked = new LinkedHashMap<>();
        try (ExecutorService readers = Executors.newFixedThreadPool(AT_ONCE)) {
            keys.forEach(key -> asked.put(key, readers.submit(() -> get.apply(key))));
        }
        Map<String, JsonNode> found = new LinkedHashMap<>();
        for (Map.Entry<String, Future<JsonNode>> one : asked.entrySet()) {
            if (!one.getValue().get().isMissingNode()) {
                found.put(one.getKey(), one.getValue().get());
            }
        }
        return found;
    }
}
