package org.qudao.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qudao.platform.test.Tokens;
import tools.jackson.databind.JsonNode;

/** What moves demand beside its own past, from events and calendar to the answer. */
class DriversIT extends IntegrationTest {
    private static final int MONTHS = 36;

    @BeforeEach
    void network() {
        Events.node("DR-HQ", 1, "HEADQUARTERS", List.of("DR-HQ"));
        Events.node("DR-R1", 1, "REGION", List.of("DR-HQ", "DR-R1"));
        Events.node("DR-D1", 1, "DEALER", List.of("DR-HQ", "DR-R1", "DR-D1"));
        await().untilAsserted(
                        () -> assertThat(database.getCollection("nodes").countDocuments(new Document("_id", "DR-D1")))
                                .isEqualTo(1));
    }

    /** 100 a month, twice as much in the four months of a display; one more is planned for March 2014. */
    @Test
    void aPlannedPromotionLiftsTheForecastOfItsMonthByWhatEarlierOnesDid() {
        List<Integer> promoted = List.of(4, 13, 20, 29);
        for (int t = 0; t < MONTHS; t++) {
            Events.recorded("dr-1-" + t, 1, "DR-D1", month(t), "DR-A", (promoted.contains(t) ? 200 : 100) + t % 3);
        }
        recorded("DR-A", MONTHS);
        for (int t : promoted) {
            assertThat(plan("dr-a-" + t, display("DR-A", month(t))).status()).isEqualTo(200);
        }
        assertThat(plan("dr-a-next", display("DR-A", "2014-03")).status()).isEqualTo(200);

        JsonNode forecast = forecast("DR-A.DR-R1.DISTRIBUTION");

        JsonNode points = forecast.get("points");
        assertThat(points.get(1).get("mean").asDouble()).isCloseTo(101, within(8.0));
        assertThat(points.get(2).get("mean").asDouble()).isCloseTo(202, within(20.0));
        assertThat(points.get(3).get("mean").asDouble()).isCloseTo(101, within(8.0));
        JsonNode driver = only(forecast.get("drivers"));
        assertThat(driver.get("kind").asString()).isEqualTo("PROMOTION");
        assertThat(driver.get("name").asString()).isEqualTo("DISPLAY");
        assertThat(Math.exp(driver.get("estimate").get("used").asDouble())).isCloseTo(2, within(0.2));
        JsonNode applied = driver.get("changes").get(4);
        assertThat(applied.get("month").asString()).isEqualTo("2014-03");
        assertThat(applied.get("after").asDouble())
                .isEqualTo(points.get(2).get("mean").asDouble());
        assertThat(applied.get("before").asDouble()).isCloseTo(101, within(8.0));
        // What is put on a series is in the total, too.
        double ofSeries = 0;
        for (JsonNode series :
                get(Tokens.hq(), "forecasts?regionId=DR-R1&limit=500").items()) {
            ofSeries += series.get("points").get(2).get("mean").asDouble();
        }
        assertThat(get(Tokens.hq(), "forecast-totals?level=REGION&regionId=DR-R1")
                        .items()
                        .get(0)
                        .get("points")
                        .get(2)
                        .get("mean")
                        .asDouble())
                .isCloseTo(ofSeries, within(0.01));
    }

    /** 60 a month; in the last two nothing, for the only warehouse had none. */
    @Test
    void monthsWithoutStockAreNoLackOfDemand() {
        for (int t = 0; t < MONTHS - 2; t++) {
            for (String sku : List.of("DR-B", "DR-C", "DR-G")) {
                Events.recorded("dr-2-" + sku + t, 1, "DR-D1", month(t), sku, 58 + t % 5);
            }
        }
        // Stock of DR-C is never out; DR-G is ordered all the same, and that is its demand.
        Events.recorded("dr-2-G-a", 1, "DR-D1", month(MONTHS - 2), "DR-G", 20);
        Events.recorded("dr-2-G-b", 1, "DR-D1", month(MONTHS - 1), "DR-G", 20);
        Events.recorded("dr-2-C-a", 1, "DR-D1", month(MONTHS - 1), "DR-C", 1);
        Events.recorded("dr-2-B-a", 1, "DR-D1", "2010-12", "DR-B", 60);
        for (String sku : List.of("DR-B", "DR-G")) {
            Events.moved("DR-W", sku, 1, "2010-12-31", true, 5000, 5000);
            Events.moved("DR-W", sku, 2, "2013-10-31", false, 5000, 0);
            Events.moved("DR-W", sku, 2, "2013-10-31", false, 5000, 0);
        }
        recorded("DR-B", MONTHS - 1);
        recorded("DR-C", MONTHS - 1);
        recorded("DR-G", MONTHS);
        await().untilAsserted(() -> assertThat(database.getCollection("stock_turns")
                        .countDocuments(new Document("sku", new Document("$in", List.of("DR-B", "DR-G")))
                                .append("empty", true)))
                .isEqualTo(2));

        JsonNode away = forecast("DR-B.DR-R1.DISTRIBUTION");

        assertThat(away.get("points").get(0).get("mean").asDouble()).isBetween(54.0, 66.0);
        assertThat(away.get("history").get(MONTHS).get("quantity").asInt()).isZero();
        JsonNode driver = only(away.get("drivers"));
        assertThat(driver.get("kind").asString()).isEqualTo("STOCK_OUT");
        assertThat(driver.get("changes")).hasSize(2);
        assertThat(driver.get("changes").get(1).get("month").asString()).isEqualTo("2013-12");
        assertThat(driver.get("changes").get(1).get("before").asDouble()).isZero();
        assertThat(driver.get("changes").get(1).get("after").asDouble()).isBetween(50.0, 70.0);
        for (String sku : List.of("DR-C", "DR-G")) {
            assertThat(get(Tokens.hq(), "forecasts/" + sku + ".DR-R1.DISTRIBUTION")
                            .body()
                            .get("drivers"))
                    .isEmpty();
        }
    }

    @Test
    void aSuccessorInheritsTheDemandOfItsPredecessor() {
        for (int t = 0; t < MONTHS; t++) {
            Events.recorded("dr-3-" + t, 1, "DR-D1", month(t), "DR-D", 40);
        }
        recorded("DR-D", MONTHS);
        Map<String, Object> takesOver = Map.of("predecessor", "DR-D", "factor", 2, "from", "2014-03");
        assertThat(put(Tokens.hq(), "successions/DR-E", takesOver).status()).isEqualTo(200);

        JsonNode young = forecast("DR-E.DR-R1.DISTRIBUTION");
        JsonNode old = get(Tokens.hq(), "forecasts/DR-D.DR-R1.DISTRIBUTION").body();

        assertThat(young.get("points").get(1).get("mean").asDouble()).isCloseTo(0, within(1.0));
        assertThat(young.get("points").get(4).get("mean").asDouble()).isCloseTo(80, within(10.0));
        assertThat(old.get("points").get(1).get("mean").asDouble()).isCloseTo(40, within(5.0));
        assertThat(old.get("points").get(4).get("mean").asDouble()).isCloseTo(0, within(1.0));
        assertThat(young.get("route").asString()).isEqualTo("SUCCEEDING");
        assertThat(only(young.get("drivers")).get("name").asString()).isEqualTo("DR-D");

        assertThat(put(Tokens.hq(), "successions/DR-D", Map.of("predecessor", "DR-X", "from", "2014-03"))
                        .status())
                .isEqualTo(409);
        assertThat(put(Tokens.hq(), "successions/DR-F", Map.of("predecessor", "DR-D", "from", "2014-03"))
                        .status())
                .isEqualTo(409);
        assertThat(put(Tokens.hq(), "successions/DR-E", Map.of("predecessor", "DR-E", "from", "2014-03"))
                        .status())
                .isEqualTo(400);
        assertThat(get(Tokens.hq(), "successions").items())
                .anySatisfy(one -> assertThat(one.get("sku").asString()).isEqualTo("DR-E"));
        assertThat(delete(Tokens.hq(), "successions/DR-E").status()).isEqualTo(204);
        assertThat(delete(Tokens.hq(), "successions/DR-E").status()).isEqualTo(204);
        assertThat(get(Tokens.hq(), "successions").items())
                .noneSatisfy(one -> assertThat(one.get("sku").asString()).isEqualTo("DR-E"));
        assertThat(put(Tokens.regionalManager("DR-R1"), "successions/DR-E", takesOver)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void theCalendarIsKeptByHeadquarters() {
        Map<String, Object> cut = Map.of(
                "name", "Spring",
                "kind", "PRICE_CUT",
                "category", "Nothing in particular",
                "nodeId", "DR-R1",
                "from", "2030-03-01",
                "to", "2030-03-15",
                "depth", 0.2);
        assertThat(plan("dr-spring", cut).body().get("changedBy").asString()).isNotBlank();
        assertThat(plan("dr-spring", cut).status()).isEqualTo(200);

        assertThat(get(Tokens.hq(), "promotions/dr-spring").body().get("depth").asDouble())
                .isEqualTo(0.2);
        assertThat(get(Tokens.hq(), "promotions?on=2030-03-15").items()).hasSize(1);
        assertThat(get(Tokens.hq(), "promotions?on=2030-03-16").items()).isEmpty();
        assertThat(delete(Tokens.hq(), "promotions/dr-spring").status()).isEqualTo(204);
        assertThat(delete(Tokens.hq(), "promotions/dr-spring").status()).isEqualTo(204);
        assertThat(get(Tokens.hq(), "promotions/dr-spring").status()).isEqualTo(404);

        assertThat(put(Tokens.regionalManager("DR-R1"), "promotions/dr-spring", cut)
                        .status())
                .isEqualTo(403);
        assertThat(delete(Tokens.regionalManager("DR-R1"), "promotions/dr-spring")
                        .status())
                .isEqualTo(403);
        assertThat(get(Tokens.dealer("DR-D1"), "promotions").status()).isEqualTo(403);
        assertThat(plan("dr-x", changed(cut, "nodeId", "DR-NOWHERE")).status()).isEqualTo(422);
        assertThat(plan("dr-x", changed(cut, "sku", "DR-A")).status()).isEqualTo(400);
        assertThat(plan("dr-x", changed(cut, "kind", "EVENT")).status()).isEqualTo(400);
        assertThat(plan("dr-x", changed(cut, "to", "2030-02-28")).status()).isEqualTo(400);
        assertThat(plan("dr%20x", cut).status()).isEqualTo(400);
    }

    private static Map<String, Object> changed(Map<String, Object> given, String field, Object value) {
        Map<String, Object> changed = new HashMap<>(given);
        changed.put(field, value);
        return changed;
    }

    private static Map<String, Object> display(String sku, String month) {
        YearMonth of = YearMonth.parse(month);
        return Map.of(
                "name",
                "Window",
                "kind",
                "DISPLAY",
                "sku",
                sku,
                "from",
                of.atDay(1).toString(),
                "to",
                of.atEndOfMonth().toString());
    }

    private Answer plan(String id, Map<String, Object> promotion) {
        return put(Tokens.hq(), "promotions/" + id, promotion);
    }

    private static String month(int t) {
        return YearMonth.of(2011, 1).plusMonths(t).toString();
    }

    private static JsonNode only(JsonNode array) {
        assertThat(array).hasSize(1);
        return array.get(0);
    }

    private void recorded(String sku, int months) {
        await().untilAsserted(() -> assertThat(get(Tokens.hq(), "demand?sku=" + sku + "&regionId=DR-R1")
                        .items())
                .hasSize(months));
    }

    private JsonNode forecast(String seriesId) {
        Answer started = post(Tokens.hq(), "forecast-runs", Map.of("asOf", "2013-12"));
        assertThat(started.status()).isEqualTo(202);
        String path = "forecast-runs/" + started.body().get("id").asString();
        await().untilAsserted(() -> assertThat(
                        get(Tokens.hq(), path).body().get("state").asString())
                .isEqualTo("FINISHED"));
        return get(Tokens.hq(), "forecasts/" + seriesId).body();
    }
}
