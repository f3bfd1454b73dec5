package org.qudao.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.qudao.platform.events.EventHeaders;
import org.qudao.platform.test.Infrastructure;
import org.qudao.platform.test.Tokens;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** The whole of AdventureWorks through the topic, as the order service publishes it; only where the data is. */
@DirtiesContext
@TestPropertySource(properties = "qudao.test=a database without the orders of the other tests")
class AdventureWorksIT extends IntegrationTest {
    private static final Duration LIMIT = Duration.ofSeconds(180);

    private record Order(String channel, String date, String nodeId, StringBuilder lines) {}

    @Test
    void countsAllHistoryAndForecastsEverySeries() throws IOException {
        String named = System.getenv("QUDAO_ADVENTUREWORKS");
        Path data = Path.of(named != null ? named : "../../shared/data/adventureworks");
        assumeTrue(Files.isDirectory(data), "no AdventureWorks data");
        Map<String, Order> orders = orders(data);
        assertThat(orders).hasSize(31_455);

        Set<String> nodes = new HashSet<>();
        Instant started = Instant.now();
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", Infrastructure.kafkaBootstrap(), "linger.ms", "20"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            orders.forEach((id, order) -> {
                if (nodes.add(order.nodeId())) {
                    String region = order.nodeId().substring(order.nodeId().indexOf("_") + 1);
                    if (nodes.add(region)) {
                        Events.node("AW-" + region, 1, "REGION", List.of("AW", "AW-" + region));
                    }
                    Events.node(order.nodeId(), 1, "DEALER", List.of("AW", "AW-" + region, order.nodeId()));
                }
                producer.send(message(id, order));
            });
        }
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> assertThat(
                        database.getCollection("orders").estimatedDocumentCount())
                .isEqualTo(31_455L));
        Map<String, String> categories = categories(data);
        categories.forEach((sku, category) -> Events.product(sku, 1, "ACTIVE", category));
        await().atMost(LIMIT).untilAsserted(() -> assertThat(
                        database.getCollection("products").estimatedDocumentCount())
                .isEqualTo(categories.size()));
        System.out.printf("AdventureWorks: 31455 orders sent and recorded in %s%n", since(started));

        Instant asked = Instant.now();
        assertThat(total("demand?nodeId=AW")).isEqualTo(274_776L);
        System.out.printf("AdventureWorks: demand of all months in %s%n", since(asked));
        assertThat(total("demand?nodeId=AW&channel=DIRECT")).isEqualTo(60_398L);
        Instant runStarted = Instant.now();
        JsonNode run = run();
        System.out.printf("AdventureWorks: first run over %s series in %s%n", run.get("series"), since(runStarted));
        assertThat(run.get("series").asInt()).isBetween(1_500, 4_000);
        assertThat(run.get("published")).isEqualTo(run.get("series"));

        Map<String, Integer> drivers = new TreeMap<>();
        database.getCollection("forecasts")
                .find(Filters.gt("sku", ""))
                .projection(Projections.include("drivers.kind"))
                .forEach(forecast -> forecast.getList("drivers", Document.class)
                        .forEach(driver -> drivers.merge(driver.getString("kind"), 1, Integer::sum)));
        System.out.printf("AdventureWorks: series with drivers %s%n", drivers);
        assertThat(drivers.get("PRICE")).isPositive();

        Instant again = Instant.now();
        run();
        System.out.printf("AdventureWorks: second run, replacing all, in %s%n", since(again));
    }

    /** Products without a category are no goods for sale. */
    private static Map<String, String> categories(Path data) throws IOException {
        Map<String, String> categories = new HashMap<>();
        for (String line : Files.readAllLines(data.resolve("products.csv"))) {
            for (String category : List.of("Bikes", "Components", "Clothing", "Accessories")) {
                if (line.contains("," + category + ",")) {
                    categories.put(line.substring(0, line.indexOf(',')), category);
                }
            }
        }
        return categories;
    }

    private JsonNode run() {
        Answer answer = post(Tokens.hq(), "forecast-runs", Map.of("asOf", "2013-12"));
        assertThat(answer.status()).isEqualTo(202);
        String path = "forecast-runs/" + answer.body().get("id").asString();
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> assertThat(
                        get(Tokens.hq(), path).body().get("state").asString())
                .isEqualTo("FINISHED"));
        return get(Tokens.hq(), path).body();
    }

    private static String since(Instant start) {
        return Duration.between(start, Instant.now()).toMillis() + " ms";
    }

    private long total(String path) {
        long sum = 0;
        for (JsonNode row : get(Tokens.hq(), path).items()) {
            sum += row.get("quantity").asLong();
        }
        return sum;
    }

    private static ProducerRecord<String, byte[]> message(String id, Order order) {
        String json =
                """
                {"id":"%1$s","number":"%1$s","nodeId":"%2$s","channel":"%3$s","status":"PAID","history":true,
                 "orderedOn":"%4$s","recognisedOn":"%4$s","currency":"USD","total":1.0,"lines":[%5$s]}"""
                        .formatted(id, order.nodeId(), order.channel(), order.date(), order.lines());
        ProducerRecord<String, byte[]> message =
                new ProducerRecord<>("order.order", id, json.getBytes(StandardCharsets.UTF_8));
        EventHeaders.write(
                message.headers(),
                "order.order:" + id + ":1",
                "OrderRecorded",
                "/qudao/test",
                id,
                1,
                Instant.now(),
                null);
        return message;
    }

    private static Map<String, Order> orders(Path data) throws IOException {
        Map<String, Order> orders = new HashMap<>();
        for (String[] row : rows(data.resolve("orders.csv"))) {
            boolean direct = row[1].equals("DIRECT");
            // A dealer here belongs to the region of its order; the shop of a region sells directly.
            String nodeId = direct ? "SHOP_" + row[8] : row[5] + "_" + row[8];
            orders.put(row[0], new Order(direct ? "DIRECT" : "DISTRIBUTION", row[2], nodeId, new StringBuilder()));
        }
        for (String[] row : rows(data.resolve("order_lines.csv"))) {
            Order order = orders.get(row[0]);
            if (order != null) {
                order.lines()
                        .append(order.lines().isEmpty() ? "" : ",")
                        .append(
                                "{\"line\":%s,\"sku\":\"%s\",\"quantity\":%s,\"netAmount\":%s,\"sourced\":0,\"shipped\":0,\"shortShipped\":0}"
                                        .formatted(row[1], row[2], row[4], row[7]));
            }
        }
        return orders;
    }

    private static List<String[]> rows(Path file) throws IOException {
        List<String[]> rows = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (String line : lines.subList(1, lines.size())) {
            rows.add(line.split(",", -1));
        }
        return rows;
    }
}
