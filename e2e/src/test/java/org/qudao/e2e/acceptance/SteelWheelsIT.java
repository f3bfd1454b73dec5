package org.qudao.e2e.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.qudao.e2e.Api;
import tools.jackson.databind.JsonNode;

/** {@code qudao demo} without options, from an empty directory to the next start, and to a start from nothing. */
class SteelWheelsIT {

    private static final Pattern TOKEN = Pattern.compile("^([A-Z_]+)=\\$\\(curl -s -u ([a-z-]+):", Pattern.MULTILINE);
    private static final Pattern CURL = Pattern.compile(
            "^curl -s -H \"Authorization: Bearer \\$([A-Z_]+)\" \"\\$API(/[^\"]+)\"$", Pattern.MULTILINE);
    private static final String DEALERS = "/api/v1/nodes?limit=500&kind=DEALER";

    private final Path data = DemoProcess.freshData();
    private @Nullable DemoProcess last;

    @AfterEach
    void close() {
        if (last != null) {
            last.close();
        }
    }

    @Test
    void loadsSteelWheelsKeepsWhatHappensThenAndForgetsItWhenToldTo() {
        DemoProcess first = start();
        saysWhatItLoaded(first);
        everyPrintedCommandIsAnswered(first, "hq", "service", "regional-manager", "dealer");
        hasWhatSteelWheelsSold(first.as("hq"));
        String order = confirmedOrder(first.as("dealer"));
        proposesWhatTheOrderDoesNotHide(first.as("hq"));
        stopsInPeace(first);

        DemoProcess again = start();
        assertThat(again.output()).contains("all services ready").doesNotContain("importing");
        everyPrintedCommandIsAnswered(again, "hq", "service", "regional-manager", "dealer");
        hasWhatSteelWheelsSold(again.as("hq"));
        assertThat(status(again.as("dealer"), order)).isEqualTo("CONFIRMED");
        assertThat(ask(again, "/api/v1/imports/nodes").path("items")).hasSize(1);
        assertThat(ask(again, "/api/v1/ledger/verify").path("consistent").asBoolean())
                .isTrue();
        stopsInPeace(again);

        DemoProcess empty = start("--reset", "--sample", "none", "--persona", "north:DEALER:D103");
        everyPrintedCommandIsAnswered(empty, "hq", "service", "north");
        for (String path : List.of(DEALERS, "/api/v1/orders", "/api/v1/products", "/api/v1/places")) {
            assertThat(ask(empty, path).path("items")).as(path).isEmpty();
        }
        seesItsOwnNodeOnly(empty, "north", "D103");
    }

    private static void seesItsOwnNodeOnly(DemoProcess demo, String persona, String node) {
        demo.as("hq")
                .importCsv(
                        "nodes",
                        """
                        node_id,kind,parent_id,name,channel,status
                        EU,REGION,HQ,Europe,,ACTIVE
                        %s,DEALER,EU,North,DISTRIBUTION,ACTIVE
                        D104,DEALER,EU,South,DISTRIBUTION,ACTIVE
                        """
                                .formatted(node))
                .ok();
        await("the nodes are there")
                .untilAsserted(
                        () -> assertThat(ask(demo, DEALERS).path("items")).hasSize(2));
        assertThat(demo.as(persona).get(DEALERS).ok().path("items"))
                .extracting(dealer -> dealer.get("id").asString())
                .containsExactly(node);
    }

    private DemoProcess start(String... options) {
        last = DemoProcess.startOn(data, options);
        return last;
    }

    private static void saysWhatItLoaded(DemoProcess demo) {
        assertThat(columns(demo.output()))
                .containsExactly(
                        "kind rows inserted updated unchanged rejected",
                        "nodes 134 134 0 0 0",
                        "salespeople 23 23 0 0 0",
                        "salesperson-territories 17 17 0 0 0",
                        "territories 100 100 0 0 0",
                        "products 110 110 0 0 0",
                        "credit-accounts 122 122 0 0 0",
                        "places 1 1 0 0 0",
                        "opening-stock 110 110 0 0 0",
                        "orders 3001 326 0 0 5",
                        "payments 272 272 0 0 0",
                        "total 3890 1215 0 0 5");
        assertThat(demo.output())
                .contains("Gateway            " + demo.gateway())
                .contains("imported steelwheels");

        String rejects = Pattern.compile("^rejects of orders: GET (\\S+)$", Pattern.MULTILINE)
                .matcher(demo.output())
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        assertThat(demo.as("hq").get(rejects).body().lines())
                .satisfiesExactly(
                        heading -> assertThat(heading).isEqualTo("row,column,rule,value,message"),
                        line -> assertThat(line).startsWith("2998,node_id,unknown-node,SW100,"),
                        line -> assertThat(line).startsWith("2999,node_id,unknown-node,SW99,"),
                        line -> assertThat(line).startsWith("3000,node_id,unknown-node,SW98,"),
                        line -> assertThat(line).startsWith("3001,node_id,unknown-node,SW97,"),
                        line -> assertThat(line).startsWith("3002,channel,required,,"),
                        line -> assertThat(line).startsWith("3002,node_id,required,,"),
                        line -> assertThat(line).startsWith("3002,order_date,required,,"),
                        line -> assertThat(line).startsWith("3002,status,required,,"));
    }

    /** What it prints for pasting, asked by the persona that it is printed for. */
    private static void everyPrintedCommandIsAnswered(DemoProcess demo, String... personas) {
        Map<String, String> personaOf = new TreeMap<>();
        TOKEN.matcher(demo.output()).results().forEach(token -> personaOf.put(token.group(1), token.group(2)));
        Map<String, String> paths = new TreeMap<>();
        CURL.matcher(demo.output())
                .results()
                .forEach(command -> paths.put(personaOf.get(command.group(1)), "/api/v1" + command.group(2)));

        assertThat(paths.keySet()).containsExactlyInAnyOrder(personas);
        paths.forEach((persona, path) ->
                assertThat(demo.as(persona).get(path).status()).as(persona).isEqualTo(200));
    }

    /** The figures are sums of the source's rows, made without this code. */
    private static void hasWhatSteelWheelsSold(Api hq) {
        await("events have arrived").atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            JsonNode regions = hq.get("/api/v1/sales?by=region").ok();
            assertThat(regions.path("total").path("revenue").decimalValue()).isEqualByComparingTo("10383621.89");
            assertThat(regions.path("total").path("orders").asLong()).isEqualTo(320);
            assertThat(row(regions, "EMEA").path("revenue").decimalValue()).isEqualByComparingTo("4859094.50");
            assertThat(row(regions, "NA").path("revenue").decimalValue()).isEqualByComparingTo("3806703.73");
        });
        assertThat(hq.get(DEALERS).ok().path("items")).hasSize(122);
        assertThat(hq.get("/api/v1/stock?by=place")
                        .ok()
                        .path("total")
                        .path("units")
                        .asLong())
                .isEqualTo(555_131);
    }

    private static String confirmedOrder(Api dealer) {
        String body = """
                {"lines": [{"sku": "S10_1678", "quantity": 5}]}""";
        String order = "/api/v1/orders/"
                + dealer.post("/api/v1/orders", body, UUID.randomUUID().toString())
                        .ok()
                        .path("id")
                        .asString();
        await().atMost(Duration.ofSeconds(20)).until(() -> "CONFIRMED".equals(status(dealer, order)));
        return order;
    }

    /**
     * From the forecast to the receipt. There is an order of today by now, twenty years after the others: the months between are not
     * ones in which nobody bought.
     */
    private static void proposesWhatTheOrderDoesNotHide(Api hq) {
        hq.post("/api/v1/forecast-runs", "{}").ok();
        JsonNode run = await("the forecast run ends")
                .atMost(Duration.ofMinutes(2))
                .until(
                        () -> hq.get("/api/v1/forecast-runs?limit=1").ok().at("/items/0"),
                        latest -> !latest.path("state").asString().equals("RUNNING"));
        assertThat(run.path("state").asString()).isEqualTo("FINISHED");
        assertThat(run.path("asOf").asString()).isEqualTo("2005-05");
        String policy = """
                {"leadTimeDays":30,"reviewPeriodDays":30}""";
        JsonNode outcome = hq.post("/api/v1/replenishment-proposals/calculate?place=SW-CENTRAL", policy)
                .ok();
        assertThat(outcome.path("items").asInt()).isEqualTo(110);
        assertThat(outcome.path("proposed").asInt()).isPositive();
        JsonNode proposal =
                hq.get("/api/v1/replenishment-proposals?limit=1").ok().at("/items/0");
        assertThat(proposal.path("quantity").asInt()).isPositive();

        String id = proposal.path("id").asString();
        hq.post("/api/v1/replenishment-proposals/" + id + "/accept", "{}").ok();

        JsonNode receipt = await("the accepted proposal is expected at the warehouse")
                .until(() -> hq.get("/api/v1/receipts/" + id), answer -> answer.status() == 200)
                .ok();
        assertThat(receipt.path("status").asString()).isEqualTo("PLANNED");
        assertThat(receipt.at("/lines/0/sku")).isEqualTo(proposal.path("sku"));
        assertThat(receipt.at("/lines/0/quantity")).isEqualTo(proposal.path("quantity"));
    }

    private static void stopsInPeace(DemoProcess demo) {
        demo.stop();

        assertThat(demo.output()).endsWith("Stopped." + System.lineSeparator());
        assertThat(demo.log().lines())
                .as("every query of the import and the test was served by an index")
                .noneMatch(line -> line.contains("No index serves"));
    }

    private static JsonNode ask(DemoProcess demo, String path) {
        return demo.as("hq").get(path).ok();
    }

    private static String status(Api dealer, String order) {
        return dealer.get(order).ok().path("status").asString();
    }

    private static JsonNode row(JsonNode table, String key) {
        for (JsonNode row : table.path("rows")) {
            if (row.path("key").asString().equals(key)) {
                return row;
            }
        }
        throw new AssertionError("no row " + key + ": " + table);
    }

    /** The printed table without its times. */
    private static List<String> columns(String output) {
        return output.lines()
                .dropWhile(line -> !line.startsWith("kind "))
                .takeWhile(line -> !line.startsWith("rejects "))
                .map(line -> line.strip().split("\\s+"))
                .map(cells -> String.join(" ", List.of(cells).subList(0, 6)))
                .toList();
    }
}
