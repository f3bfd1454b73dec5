package org.qudao.e2e.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.qudao.e2e.Api;
import org.qudao.local.sample.SampleImport;
import org.qudao.local.sample.SampleReport;
import tools.jackson.databind.JsonNode;

/**
 * Every figure is asked for through the gateway after the demo has loaded AdventureWorks. Runs where the data is: in the directory
 * named by {@code QUDAO_ADVENTUREWORKS}.
 */
class AdventureWorksIT {

    private static final Path DIRECTORY = Path.of(
            Objects.requireNonNullElse(System.getenv("QUDAO_ADVENTUREWORKS"), "../../shared/data/adventureworks"));
    private static final Duration EVENTS_WITHIN = Duration.ofMinutes(3);

    private static @Nullable DemoProcess demo;
    private static SourceFigures source;
    private static Api hq;

    @BeforeAll
    static void load() {
        assumeTrue(Files.isDirectory(DIRECTORY), "no AdventureWorks directory");
        source = new SourceFigures(DIRECTORY);
        demo = DemoProcess.start(DIRECTORY);
        hq = demo.as("hq");
        System.out.println(demo.output());
        for (String kind : List.of("targets", "orders", "stock-history")) {
            await("events have arrived at the service of " + kind)
                    .atMost(EVENTS_WITHIN)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> ask(hq, "/api/v1/imports/" + kind + "/readiness")
                            .path("ready")
                            .asBoolean());
        }
    }

    @AfterAll
    static void stop() {
        if (demo != null) {
            demo.close();
            assertThat(demo.log().lines())
                    .as("every query of the import and the tests was served by an index")
                    .noneMatch(line -> line.contains("No index serves"));
        }
    }

    @Test
    void dealersAndDirectCustomersShareTheSales() {
        Map<String, JsonNode> channels = rows(sales("by=channel"));

        assertThat(amount(channels.get("DISTRIBUTION"), "revenue")).isEqualByComparingTo("80450596.98");
        assertThat(amount(channels.get("DIRECT"), "revenue")).isEqualByComparingTo("29358677.22");
        assertThat(amount(channels.get("DISTRIBUTION"), "sharePercent")).isEqualByComparingTo("73.26");
        assertThat(amount(channels.get("DIRECT"), "sharePercent")).isEqualByComparingTo("26.74");
        assertThat(channels.get("DISTRIBUTION").path("orders").asLong()
                        + channels.get("DIRECT").path("orders").asLong())
                .isEqualTo(31_455);
    }

    @Test
    void everyTerritorySoldInEachChannelWhatTheFilesSay() {
        for (String channel : List.of("DISTRIBUTION", "DIRECT")) {
            Map<String, BigDecimal> expected = new TreeMap<>();
            source.revenueBy(line -> line.channel() + "/" + line.region()).forEach((key, revenue) -> {
                if (key.startsWith(channel + "/")) {
                    expected.put(key.substring(channel.length() + 1), revenue);
                }
            });

            assertThat(revenues(sales("by=region&channel=" + channel))).isEqualTo(expected);
        }
        Map<String, JsonNode> dealers = rows(sales("by=region&channel=DISTRIBUTION"));
        assertThat(dealers.get("T04").path("name").asString()).isEqualTo("Southwest");
        assertThat(amount(dealers.get("T04"), "revenue")).isEqualByComparingTo("18466458.79");
        assertThat(dealers.get("T06").path("name").asString()).isEqualTo("Canada");
        assertThat(amount(dealers.get("T06"), "revenue")).isEqualByComparingTo("14377925.60");
    }

    @Test
    void everyMonthSalespersonAndItemSoldWhatTheFilesSay() {
        assertThat(revenues(sales("by=month"))).isEqualTo(source.revenueBy(SourceFigures.Line::month));
        assertThat(revenues(sales("by=sku"))).isEqualTo(source.revenueBy(SourceFigures.Line::sku));
        assertThat(revenues(sales("by=salesperson&channel=DISTRIBUTION")))
                .isEqualTo(source
                        .revenueBy(line -> line.isDealer() ? line.order().getField("salesperson_id") : "direct")
                        .entrySet()
                        .stream()
                        .filter(entry -> !entry.getKey().equals("direct"))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Test
    void theTopDealerIsBrakesAndGears() {
        JsonNode top = sales("by=node&channel=DISTRIBUTION&top=1").path("rows").get(0);

        assertThat(top.path("name").asString()).isEqualTo("Brakes and Gears");
        assertThat(amount(top, "revenue")).isEqualByComparingTo("877107.19");
    }

    @Test
    void dealersBoughtForThirtyThreeMillionIn2013() {
        JsonNode year = sales("by=channel&channel=DISTRIBUTION&from=2013-01-01&to=2013-12-31");

        assertThat(amount(year.path("total"), "revenue")).isEqualByComparingTo("33574834.16");
    }

    @Test
    void lindaMitchellReachedMostOfHerQuota() {
        Map<String, JsonNode> people = new HashMap<>();
        ask(hq, "/api/v1/attainment/salespeople?from=2013-06-30&to=2013-09-28")
                .path("rows")
                .forEach(row -> people.put(row.path("nodeId").asString(), row));
        JsonNode linda = people.get("E282");

        assertThat(linda.path("name").asString()).isEqualTo("Linda Mitchell");
        assertThat(amount(linda, "target")).isEqualByComparingTo("894000");
        assertThat(amount(linda, "actual").setScale(2, java.math.RoundingMode.HALF_EVEN))
                .isEqualByComparingTo("851503.58");
        assertThat(amount(linda, "attainmentPercent")).isEqualByComparingTo("95.25");
    }

    @Test
    void stockLiesWhereTheFilesSay() {
        JsonNode stock = ask(hq, "/api/v1/stock?by=place&limit=500");
        Map<String, Long> expected = new TreeMap<>();
        source.rows("stock_by_location.csv")
                .forEach(row -> expected.merge(
                        "LOC-" + row.getField("location_id"), Long.parseLong(row.getField("quantity")), Long::sum));
        Map<String, Long> found = new TreeMap<>();
        stock.path("rows")
                .forEach(row ->
                        found.put(row.path("key").asString(), row.path("units").asLong()));

        assertThat(stock.path("total").path("units").asLong()).isEqualTo(335_974);
        assertThat(found).isEqualTo(expected).containsEntry("LOC-50", 95_477L);
        assertThat(ask(hq, "/api/v1/ledger/verify").path("consistent").asBoolean())
                .isTrue();
    }

    @Test
    void demandOfEveryMonthIsWhatWasOrdered() {
        Map<String, Long> expected = source.quantityBy(SourceFigures.Line::month);

        await().atMost(EVENTS_WITHIN).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            Map<String, Long> found = new TreeMap<>();
            ask(hq, "/api/v1/demand")
                    .path("items")
                    .forEach(row -> found.put(
                            row.path("month").asString(), row.path("quantity").asLong()));
            assertThat(found).isEqualTo(expected);
        });
    }

    @Test
    void theNetworkHasEveryDealer() {
        assertThat(all("/api/v1/nodes?kind=DEALER")).hasSize(701);
        assertThat(all("/api/v1/nodes?kind=REGION")).hasSize(19);
        assertThat(all("/api/v1/nodes?kind=DEALER&under=T04")).hasSize((int) source.rows("dealers.csv").stream()
                .filter(dealer -> dealer.getField("territory_id").equals("T04"))
                .count());
    }

    @Test
    void everythingWasImportedAndWhatTheSourceHasWrongWasRejected() {
        assertThat(demoImport("orders").path("rows").asLong()).isEqualTo(121_253);
        assertThat(demoImport("orders").path("units").asLong()).isEqualTo(31_455);
        assertThat(demoImport("customers").path("rows").asLong()).isEqualTo(18_484);
        for (String kind : List.of(
                "nodes",
                "salespeople",
                "salesperson-territories",
                "territories",
                "products",
                "credit-accounts",
                "customers",
                "places",
                "opening-stock",
                "orders",
                "targets")) {
            assertThat(demoImport(kind).path("rejected").asLong()).as(kind).isZero();
        }
        JsonNode stockHistory = demoImport("stock-history");
        assertThat(stockHistory.path("rejected").asLong()).isEqualTo(340);
        List<String> rejects = hq.get(stockHistory.path("rejectFile").asString())
                .body()
                .lines()
                .toList();
        assertThat(rejects).hasSize(341).first().isEqualTo("row,column,rule,value,message");
        assertThat(rejects.subList(1, 341)).allSatisfy(line -> assertThat(line).contains("units_on_hand"));
    }

    @Test
    void theSameSampleAgainChangesNothing() throws InterruptedException {
        DemoProcess running = Objects.requireNonNull(demo);
        SampleReport again = SampleImport.adventureWorks(DIRECTORY)
                .run(running.gateway(), () -> running.token("service"), progress -> {});
        System.out.println(again.table());

        assertThat(again.lines()).hasSize(12).allSatisfy(line -> {
            assertThat(line.inserted()).as(line.kind()).isZero();
            assertThat(line.updated()).as(line.kind()).isZero();
            assertThat(line.rejected()).as(line.kind()).isEqualTo(line.kind().equals("stock-history") ? 340 : 0);
        });
    }

    @Test
    void aRegionalManagerSeesTheOwnRegionOnly() {
        Api manager = Objects.requireNonNull(demo).as("regional-manager");

        assertThat(amount(ask(manager, "/api/v1/sales?by=channel").path("total"), "revenue"))
                .isEqualByComparingTo(
                        source.revenueBy(SourceFigures.Line::region).get("T04"));
        assertThat(manager.get("/api/v1/nodes/T06").status()).isEqualTo(404);
        assertThat(manager.get("/api/v1/imports/orders").status()).isEqualTo(403);
    }

    @Test
    void aDealerOrdersAndTheGoodsAreReserved() {
        Api dealer = Objects.requireNonNull(demo).as("dealer");
        String body =
                """
                {"lines": [{"sku": "BK-M82B-42", "quantity": 1}, {"sku": "HB-M243", "quantity": 2}]}""";

        JsonNode order = dealer.post("/api/v1/orders", body, UUID.randomUUID().toString())
                .ok();
        String path = "/api/v1/orders/" + order.path("id").asString();

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(
                        dealer.get(path).ok().path("status").asString())
                .isEqualTo("CONFIRMED"));
        dealer.post(path + "/cancel", "{\"reason\": \"only a test\"}").ok();
    }

    private static JsonNode sales(String query) {
        return ask(hq, "/api/v1/sales?" + query);
    }

    /** As a patient client: what is not available for a moment is asked for again. */
    private static JsonNode ask(Api api, String path) {
        return await(path)
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofSeconds(1))
                .pollDelay(Duration.ZERO)
                .until(() -> api.get(path), answer -> answer.status() != 503)
                .ok();
    }

    private static Map<String, JsonNode> rows(JsonNode answer) {
        Map<String, JsonNode> rows = new TreeMap<>();
        answer.path("rows").forEach(row -> rows.put(row.path("key").asString(), row));
        return rows;
    }

    private static Map<String, BigDecimal> revenues(JsonNode answer) {
        Map<String, BigDecimal> revenues = new TreeMap<>();
        rows(answer)
                .forEach((key, row) -> revenues.put(key, amount(row, "revenue").setScale(2)));
        return revenues;
    }

    private static BigDecimal amount(JsonNode row, String field) {
        return row.path(field).decimalValue();
    }

    /** The first one of the kind; a later one may have repeated it. */
    private static JsonNode demoImport(String kind) {
        JsonNode imports = ask(hq, "/api/v1/imports/" + kind + "?limit=50").path("items");
        return imports.get(imports.size() - 1);
    }

    private static List<JsonNode> all(String path) {
        List<JsonNode> items = new ArrayList<>();
        String next = null;
        do {
            JsonNode page = ask(hq, path + "&limit=500" + (next == null ? "" : "&after=" + next));
            page.path("items").forEach(items::add);
            next = page.path("next").isString() ? page.path("next").asString() : null;
        } while (next != null);
        return items;
    }
}
