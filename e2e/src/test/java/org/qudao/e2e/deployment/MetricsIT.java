package org.qudao.e2e.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.qudao.e2e.Api;
import org.qudao.e2e.Installation;
import org.qudao.e2e.Installation.Part;
import org.qudao.e2e.Topics;
import org.qudao.e2e.faults.Market;
import org.qudao.platform.test.Tokens;
import org.yaml.snakeyaml.Yaml;

/** Some orders are made; afterwards an operator must see exactly them, under the names that documentation, alerts and dashboard use. */
class MetricsIT {

    private static final Installation INSTALLATION = Installation.shared();
    private static final int PARTITIONS = 6;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** A metric as PromQL and the documentation write it, by the libraries that make them. */
    private static final Pattern SELECTOR =
            Pattern.compile("\\b(?:qudao|kafka|http|jvm|resilience4j)_[a-z0-9_]+\\b(?:\\{[^}]*})?");

    private static final Pattern EXEMPLAR_ALLOWED = Pattern.compile("^[a-z0-9_]+_(total|bucket)[{ ]");

    private static final List<String> ORDERS = new ArrayList<>();
    private static Topics topics;
    private static Market market;
    private static Map<TopicPartition, Long> marks;
    private static Metrics before;
    private static Metrics after;

    /** Three orders find goods, of which one is delivered and partly given back; one waits; one is held and refused; one event is garbage. */
    @BeforeAll
    static void trade() throws Exception {
        topics = new Topics(INSTALLATION.kafkaBootstrap());
        market = Market.open(INSTALLATION, 1, 1, 3, 100);
        quiet();
        marks = topics.ends();
        before = Metrics.of(INSTALLATION, Part.SERVICES_AND_GATEWAY);

        Api dealer = INSTALLATION.dealer(market.dealers().getFirst());
        Api hq = INSTALLATION.hq();
        for (int i = 0; i < 3; i++) {
            ORDERS.add(order(dealer, 2, "CONFIRMED"));
        }
        order(dealer, 1, "BACK_ORDERED");
        String held = order(dealer, 9, "HELD");
        hq.post("/api/v1/orders/" + held + "/refuse", "{\"reason\":\"too much\"}")
                .ok();
        String first = ORDERS.getFirst();
        hq.post("/api/v1/orders/" + first + "/ship", "{}").ok();
        quiet();
        hq.post("/api/v1/orders/" + first + "/deliver", "{}").ok();
        dealer.post(
                        "/api/v1/returns",
                        """
                        {"orderId":"%s","reason":"too many","lines":[%s]}"""
                                .formatted(first, Market.line(market.items().getFirst(), 1)),
                        "back-" + first)
                .ok();
        topics.sendAll(List.of(new ProducerRecord<>("order.order", 0, "garbage", new byte[] {1})));
        quiet();
        after = Metrics.of(INSTALLATION, Part.SERVICES_AND_GATEWAY);
    }

    @AfterAll
    static void close() {
        topics.close();
    }

    /** OpenMetrics 1.0: "Exemplars … on counters and the buckets of histograms". Prometheus asks for this format, and refuses others whole. */
    @Test
    void exemplarsAreWhereTheFormatHasThem() throws Exception {
        for (Part process : Part.SERVICES_AND_GATEWAY) {
            HttpRequest asPrometheus = HttpRequest.newBuilder(
                            URI.create(INSTALLATION.managementUri(process) + "/actuator/prometheus"))
                    .header("Accept", "application/openmetrics-text;version=1.0.0")
                    .header("Authorization", "Bearer " + Tokens.hq())
                    .build();
            try (HttpClient http = HttpClient.newHttpClient()) {
                String answer = http.send(asPrometheus, HttpResponse.BodyHandlers.ofString())
                        .body();
                assertThat(answer).endsWith("# EOF\n");
                assertThat(answer.lines().filter(line -> line.contains(" # {")))
                        .as("exemplars of " + process)
                        .allMatch(line -> EXEMPLAR_ALLOWED.matcher(line).find());
            }
        }
    }

    @Test
    void ordersAreCountedByTheStateTheyReached() {
        assertThat(more("qudao_orders_total", "status", "APPROVED")).isEqualTo(4);
        assertThat(more("qudao_orders_total", "status", "CONFIRMED")).isEqualTo(3);
        assertThat(more("qudao_orders_total", "status", "BACK_ORDERED")).isEqualTo(1);
        assertThat(more("qudao_orders_total", "status", "HELD")).isEqualTo(1);
        assertThat(more("qudao_orders_total", "status", "REFUSED")).isEqualTo(1);
        assertThat(more("qudao_orders_total", "status", "SHIPPED")).isEqualTo(1);
        assertThat(more("qudao_orders_total", "status", "DELIVERED")).isEqualTo(1);
        assertThat(more("qudao_orders_held_total")).isEqualTo(1);
        assertThat(more("qudao_orders_submit_seconds_count")).isEqualTo(5);
        assertThat(more("qudao_returns_total", "status", "REQUESTED")).isEqualTo(1);
    }

    @Test
    void reservationsAreCountedByTheirOutcome() {
        assertThat(more("qudao_reservations_total", "outcome", "full")).isEqualTo(3);
        assertThat(more("qudao_reservations_total", "outcome", "waiting")).isEqualTo(1);
        assertThat(more("qudao_reservations_total", "outcome", "shipped")).isEqualTo(1);
        assertThat(more("qudao_reservations_total", "outcome", "delivered")).isEqualTo(1);
        assertThat(more("qudao_reservations_total", "outcome", "released")).isEqualTo(1);
        assertThat(more("qudao_reservations_total", "outcome", "partial")).isZero();
    }

    @Test
    void requestsAreCountedWhereTheyComeInAndWhereTheyAreServed() {
        for (String service : List.of("gateway", "order-service")) {
            assertThat(more(
                            "http_server_requests_seconds_count",
                            "service",
                            service,
                            "method",
                            "POST",
                            "status",
                            "201"))
                    .as(service)
                    .isEqualTo(6);
        }
        assertThat(more("http_server_requests_seconds_count", "uri", "/api/v1/orders", "method", "POST"))
                .isEqualTo(5);
    }

    @Test
    void everyServiceCountsWhatItHandledAndWhatItCouldNot() {
        assertThat(handled("order.order", "inventory-service")).isEqualTo(4 + 1 + 1 + 1);
        assertThat(handled("order.order", "order-service-credit")).isEqualTo(2 + 1);
        assertThat(handled("inventory.reservation", "order-service")).isEqualTo(4 + 1 + 1 + 1);
        for (String group :
                List.of("dealer-service", "forecast-service", "inventory-service", "order-service-credit")) {
            assertThat(more("qudao_events_total", "group", group, "outcome", "dead-lettered"))
                    .as(group)
                    .isEqualTo(1);
        }
    }

    @Test
    void theOutboxLagGrowsWhileTheBrokerHangsAndEndsWithIt() {
        assertThat(after.sum("qudao_outbox_waiting")).isZero();
        assertThat(after.max("qudao_outbox_lag_seconds")).isZero();
        Api dealer = INSTALLATION.dealer(market.dealers().getFirst());
        INSTALLATION.pause(Part.BROKER);
        try {
            submit(dealer, 1);
            await().atMost(PATIENCE).untilAsserted(() -> {
                Metrics now = Metrics.of(INSTALLATION, List.of(Part.ORDER));
                assertThat(now.sum("qudao_outbox_waiting")).isEqualTo(1);
                assertThat(now.max("qudao_outbox_lag_seconds")).isGreaterThan(1);
            });
        } finally {
            INSTALLATION.resume(Part.BROKER);
        }
        await().atMost(PATIENCE).untilAsserted(() -> {
            Metrics now = Metrics.of(INSTALLATION, List.of(Part.ORDER));
            assertThat(now.sum("qudao_outbox_waiting")).isZero();
            assertThat(now.max("qudao_outbox_lag_seconds")).isZero();
        });
    }

    @Test
    void theConsumerLagShowsWhatAServiceHasStillToRead() throws Exception {
        int each = 1_500; // three polls of a partition
        String lag = "kafka_consumer_fetch_manager_records_lag_max";
        await("what earlier tests made it lag is forgotten")
                .atMost(PATIENCE)
                .until(() -> Metrics.of(INSTALLATION, List.of(Part.INVENTORY)).max(lag) < each / 2.0);
        INSTALLATION.pause(Part.INVENTORY);
        try {
            topics.sendAll(IntStream.range(0, each * PARTITIONS)
                    .mapToObj(i -> ofNoInterest(i % PARTITIONS))
                    .toList());
        } finally {
            INSTALLATION.resume(Part.INVENTORY);
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        Metrics.of(INSTALLATION, List.of(Part.INVENTORY)).max(lag))
                .isBetween(each / 2.0, (double) each));
    }

    @Test
    void theTraceOfAnOrderGoesThroughInventoryAndBack() {
        Set<String> traces = new HashSet<>();
        for (String order : ORDERS) {
            List<String> told = Stream.of("OrderApproved", "OrderSourced")
                    .map(type -> trace("order.order", order, type))
                    .toList();
            assertThat(trace("inventory.reservation", order, "ReservationChanged"))
                    .matches("[0-9a-f]{32}")
                    .isEqualTo(told.getFirst())
                    .isEqualTo(told.getLast());
            traces.add(told.getFirst());
        }
        assertThat(traces).hasSize(3);
    }

    @Test
    void everyMetricThatTheDocumentationNamesIsThere() {
        String operations = Repository.read("docs/operations.md");
        String section = Repository.find(operations, "(?s)\n## Metrics\n(.*?)\n## ");
        assertThat(named(section)).hasSizeGreaterThan(8).allSatisfy(MetricsIT::isThere);
    }

    @Test
    void everyMetricThatAnAlertOrTheDashboardNeedsIsThere() {
        Set<String> needed = new TreeSet<>();
        Map<String, Object> rules = new Yaml().load(Repository.read("deploy/prometheus/alerts.yml"));
        expressions(rules).forEach(expression -> needed.addAll(named(expression)));
        assertThat(needed).hasSizeGreaterThan(10);
        Map<String, Object> dashboard = new Yaml().load(Repository.read("deploy/grafana/dashboards/qudao.json"));
        expressions(dashboard).forEach(expression -> needed.addAll(named(expression)));
        assertThat(needed).allSatisfy(MetricsIT::isThere);
    }

    private static void isThere(String selector) {
        assertThat(after.has(selector)).as("some process shows " + selector).isTrue();
    }

    private static double more(String name, String... labelsAndValues) {
        return after.sum(name, labelsAndValues) - before.sum(name, labelsAndValues);
    }

    private static double handled(String topic, String group) {
        return more("qudao_events_total", "topic", topic, "group", group, "outcome", "handled");
    }

    private static String order(Api dealer, int quantity, String status) {
        String id = submit(dealer, quantity);
        await("order " + id + " is " + status).atMost(PATIENCE).until(() -> dealer.get("/api/v1/orders/" + id)
                .ok()
                .get("status")
                .asString()
                .equals(status));
        return id;
    }

    private static String submit(Api dealer, int quantity) {
        return dealer.post(
                        "/api/v1/orders",
                        market.orderFor(quantity),
                        UUID.randomUUID().toString())
                .ok()
                .get("id")
                .asString();
    }

    private static void quiet() {
        await("all is consumed").atMost(PATIENCE).until(() -> topics.lag() == 0);
    }

    private static String trace(String topic, String order, String type) {
        ConsumerRecord<String, byte[]> event = topics.read(topic, marks).stream()
                .filter(message -> order.equals(message.key()))
                .filter(message -> header(message, "ce_type").equals("org.qudao." + type))
                .findFirst()
                .orElseThrow();
        return header(event, "traceparent").split("-")[1];
    }

    private static String header(ConsumerRecord<String, byte[]> message, String name) {
        return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    /** Every service skips it. */
    private static ProducerRecord<String, byte[]> ofNoInterest(int partition) {
        ProducerRecord<String, byte[]> message =
                new ProducerRecord<>("order.order", partition, "nobody", new byte[] {'{', '}'});
        message.headers().add("ce_type", "com.example.SomethingElse".getBytes(StandardCharsets.UTF_8));
        return message;
    }

    private static List<String> named(String text) {
        return SELECTOR.matcher(text).results().map(MatchResult::group).toList();
    }

    /** What stands under {@code expr}, however deep. */
    private static Stream<String> expressions(Object yaml) {
        return switch (yaml) {
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .flatMap(entry -> entry.getKey().equals("expr")
                                ? Stream.of((String) entry.getValue())
                                : expressions(entry.getValue()));
            case List<?> list -> list.stream().flatMap(MetricsIT::expressions);
            default -> Stream.empty();
        };
    }
}
