package org.qudao.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.qudao.platform.test.Infrastructure;
import org.qudao.platform.test.Tokens;
import org.qudao.platform.test.Wire;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service on real broker and store, spoken to over HTTP and events. One for all tests: each uses ids of its own. */
@SpringBootTest(
        classes = InventoryService.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.config.name=inventory-service")
public abstract class RunningInventory {

    protected static final String CONTINENT = "C01";
    protected static final String REGION = "T01";
    protected static final String DEALER = "D1";
    protected static final String OUTLET = "D1-A";
    protected static final String OTHER_DEALER = "D9";
    protected static final String SHOP = "WEB1";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static boolean networkKnown;

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void infrastructure(DynamicPropertyRegistry registry) {
        Infrastructure.register(registry, "inventory-service");
    }

    /** An answer as it came over the wire. */
    protected record Answer(int status, String text) {
        public JsonNode json() {
            return JSON.readTree(text);
        }

        public Answer is(int expected) {
            assertThat(status).as(text).isEqualTo(expected);
            return this;
        }
    }

    /** An id that no other test uses. */
    protected static String id(String prefix) {
        return prefix + "-" + NUMBERS.incrementAndGet();
    }

    protected Answer get(String token, String path) {
        return send(token, "GET", path, null, "application/json");
    }

    protected Answer post(String token, String path, String body) {
        return send(token, "POST", path, body, "application/json");
    }

    protected Answer put(String token, String path, String body) {
        return send(token, "PUT", path, body, "application/json");
    }

    protected Answer csv(String kind, String body) {
        return send(Tokens.hq(), "POST", "/api/v1/imports/" + kind, body, "text/csv");
    }

    protected Answer rejects(String kind, JsonNode summary) {
        return send(
                Tokens.hq(),
                "GET",
                "/api/v1/imports/" + kind + "/" + summary.get("id").asString() + "/rejects",
                null,
                "text/csv");
    }

    private Answer send(String token, String method, String path, @Nullable String body, String type) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", type)
                .timeout(Duration.ofSeconds(60))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A region of a continent with a dealer, its outlet and a web shop; another dealer in no region. */
    protected void knowTheNetwork() {
        if (networkKnown) {
            return;
        }
        node("HQ", "HEADQUARTERS", null, null, "HQ");
        node(CONTINENT, "REGION", null, null, "HQ", CONTINENT);
        node(REGION, "REGION", null, null, "HQ", CONTINENT, REGION);
        node(DEALER, "DEALER", "DISTRIBUTION", "A", "HQ", CONTINENT, REGION, DEALER);
        node(OUTLET, "OUTLET", null, null, "HQ", CONTINENT, REGION, DEALER, OUTLET);
        node(SHOP, "DEALER", "DIRECT", null, "HQ", CONTINENT, REGION, SHOP);
        node(OTHER_DEALER, "DEALER", "DISTRIBUTION", "B", "HQ", OTHER_DEALER);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            for (String node : new String[] {REGION, DEALER, OUTLET, SHOP, OTHER_DEALER}) {
                assertThat(post(
                                        Tokens.hq(),
                                        "/api/v1/sell-outs",
                                        """
                                        {"id":"probe-%s","nodeId":"%s","on":"2026-01-01","lines":[{"sku":"NONE","quantity":1}]}"""
                                                .formatted(node, node))
                                .status())
                        .isEqualTo(422);
            }
        });
        networkKnown = true;
    }

    private static void node(String id, String kind, @Nullable String channel, @Nullable String tier, String... path) {
        StringBuilder json = new StringBuilder();
        json.append("{\"id\":\"%s\",\"name\":\"Node %s\",\"kind\":\"%s\",".formatted(id, id, kind));
        json.append("\"channel\":%s,".formatted(quoted(channel)));
        json.append("\"tier\":%s,".formatted(quoted(tier)));
        json.append("\"parentId\":%s,".formatted(quoted(path.length > 1 ? path[path.length - 2] : null)));
        json.append("\"path\":[\"%s\"],".formatted(String.join("\",\"", path)));
        json.append("\"level\":%d,\"status\":\"ACTIVE\"}".formatted(path.length - 1));
        Wire.publish("dealer.node", "NodeCreated", id, 1, json.toString());
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "null" : "\"" + text + "\"";
    }

    /** Products of which stock may be booked, once order-service has told of them. */
    protected void products(List<String> skus) {
        skus.forEach(sku -> Wire.publish(
                "order.product",
                "ProductChanged",
                sku,
                1,
                """
                {"sku":"%s","name":"Item","productLine":"UNASSIGNED","category":"UNASSIGNED","listPrice":10,"dealerPrice":null,
                 "standardCost":null,"currency":"USD","status":"ACTIVE"}"""
                        .formatted(sku)));
        String lines = skus.stream()
                .map("{\"sku\":\"%s\",\"quantity\":1000000000}"::formatted)
                .collect(Collectors.joining(","));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(post(
                                Tokens.hq(),
                                "/api/v1/sell-outs",
                                """
                                        {"id":"%s","nodeId":"%s","on":"2026-01-01","lines":[%s]}"""
                                        .formatted(id("probe"), DEALER, lines))
                        .text())
                .contains("not-in-stock"));
    }

    protected void warehouse(String id, @Nullable String region, int priority) {
        put(
                        Tokens.hq(),
                        "/api/v1/places/" + id,
                        """
                        {"name":"Warehouse %s","kind":"WAREHOUSE","regionId":%s,"sourcing":true,"priority":%d}"""
                                .formatted(id, quoted(region), priority))
                .is(201);
    }

    protected void stock(String place, String sku, int quantity) {
        Answer imported = csv(
                "opening-stock", "place_id,sku,quantity,as_of\n%s,%s,%d,2026-01-01\n".formatted(place, sku, quantity));
        assertThat(imported.is(200).json().get("inserted").asInt())
                .as(imported.text())
                .isEqualTo(1);
    }

    protected static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    protected Answer count(String token, String id, String place, String sku, int counted, LocalDate on) {
        return post(
                token,
                "/api/v1/counts",
                """
                {"id":"%s","place":"%s","on":"%s","lines":[{"sku":"%s","counted":%d}]}"""
                        .formatted(id, place, on, sku, counted));
    }

    protected long available(String place, String sku) {
        Answer answer = get(Tokens.hq(), "/api/v1/stock/" + place + "/" + sku);
        return answer.status() == 404
                ? 0
                : answer.is(200).json().get("available").asLong();
    }

    protected JsonNode balance(String place, String sku) {
        return get(Tokens.hq(), "/api/v1/stock/" + place + "/" + sku).is(200).json();
    }

    /** Tells news of an order with one line. */
    protected void order(
            String type,
            String order,
            long version,
            String node,
            String channel,
            String sku,
            int quantity,
            int shipped) {
        Wire.publish(
                "order.order",
                type,
                order,
                version,
                """
                {"id":"%s","number":"N-%s","nodeId":"%s","channel":"%s","customerId":null,"salespersonId":null,
                 "status":"APPROVED","history":%s,"orderedOn":"2026-01-10","recognisedOn":null,"shippedOn":null,
                 "deliveredOn":null,"requestedOn":null,"currency":"USD","total":10,
                 "lines":[{"line":1,"sku":"%s","productLine":null,"quantity":%d,"unitPrice":1,"netAmount":1,
                           "sourced":0,"shipped":%d,"shortShipped":0,"sources":[]}]}"""
                        .formatted(order, order, node, channel, type.equals("OrderRecorded"), sku, quantity, shipped));
    }

    protected void awaitReservation(String order, String status) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(get(Tokens.hq(), "/api/v1/stock/reservations/" + order)
                                .is(200)
                                .json()
                                .get("status")
                                .asString())
                        .isEqualTo(status));
    }

    protected void assertTheBooksAreClean() {
        JsonNode report = get(Tokens.hq(), "/api/v1/ledger/verify").is(200).json();
        assertThat(report.get("consistent").asBoolean()).as(report.toString()).isTrue();
        assertThat(report.get("unfinished")).isEmpty();
    }
}
