package org.qudao.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qudao.platform.test.Tokens;
import org.qudao.platform.test.Wire;
import tools.jackson.databind.JsonNode;

class ForecastIT extends IntegrationTest {
    @BeforeEach
    void threeYearsOfOrders() {
        Events.node("FC-HQ", 1, "HEADQUARTERS", List.of("FC-HQ"));
        Events.node("FC-R1", 1, "REGION", List.of("FC-HQ", "FC-R1"));
        Events.node("FC-R2", 1, "REGION", List.of("FC-HQ", "FC-R2"));
        Events.node("FC-D1", 1, "DEALER", List.of("FC-HQ", "FC-R1", "FC-D1"));
        Events.node("FC-D2", 1, "DEALER", List.of("FC-HQ", "FC-R2", "FC-D2"));
        for (int t = 0; t < 36; t++) {
            String month = "201%d-%02d".formatted(1 + t / 12, 1 + t % 12);
            Events.recorded("fc-1-" + t, 1, "FC-D1", month, "FC-A", 100 + t + (t % 12 == 5 ? 60 : 0));
            if (t % 4 == 0) {
                Events.recorded("fc-2-" + t, 1, "FC-D2", month, "FC-B", 3);
            }
        }
        await().untilAsserted(() -> {
            // By region: the orders come by one topic, the nodes by another.
            assertThat(get(Tokens.hq(), "demand?sku=FC-A&regionId=FC-R1").items())
                    .hasSize(36);
            assertThat(get(Tokens.hq(), "demand?sku=FC-B&regionId=FC-R2").items())
                    .hasSize(9);
        });
    }

    @Test
    void forecastsEverySeriesAndPublishesIt() {
        Answer started = start(Map.of("asOf", "2013-12"));
        assertThat(started.status()).isEqualTo(202);
        assertThat(started.location()).endsWith(started.body().get("id").asString());
        JsonNode run = finished(started);
        assertThat(run.get("asOf").asString()).isEqualTo("2013-12");
        assertThat(run.get("series").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(run.get("published").asInt()).isEqualTo(run.get("series").asInt());

        JsonNode smooth = get(Tokens.hq(), "forecasts/FC-A.FC-R1.DISTRIBUTION").body();
        assertThat(smooth.get("history")).hasSize(36);
        assertThat(smooth.get("history").get(0).toString()).isEqualTo("{\"month\":\"2011-01\",\"quantity\":100}");
        assertThat(smooth.get("points")).hasSize(6);
        assertThat(smooth.get("points").get(0).get("month").asString()).isEqualTo("2014-01");
        assertThat(smooth.get("points").get(0).get("mean").asDouble()).isBetween(120.0, 160.0);
        assertThat(smooth.get("route").asString()).isEqualTo("SMOOTH");
        assertThat(smooth.get("reason").asString()).contains("rolling origin");
        assertThat(smooth.get("accuracy").get("origins").asInt()).isPositive();

        JsonNode sparse = get(Tokens.hq(), "forecasts/FC-B.FC-R2.DISTRIBUTION").body();
        assertThat(sparse.get("route").asString()).isEqualTo("INTERMITTENT");
        assertThat(sparse.get("history").get(35).get("quantity").asInt()).isZero();
        assertThat(sparse.get("points").get(0).get("mean").asDouble()).isBetween(0.4, 1.2);

        await().untilAsserted(() -> assertThat(Wire.read("forecast.forecast"))
                .filteredOn(message -> message.key().equals("FC-A.FC-R1.DISTRIBUTION"))
                .isNotEmpty()
                .allSatisfy(message -> {
                    assertThat(message.type()).isEqualTo("ForecastPublished");
                    Contracts.assertValid("forecast.forecast", message.json());
                }));
    }

    @Test
    void totalsAreTheSumsOfTheirSeries() {
        finished(start(Map.of("asOf", "2013-12")));

        double ofSeries = 0;
        for (JsonNode series :
                get(Tokens.hq(), "forecasts?regionId=FC-R1&limit=500").items()) {
            ofSeries += series.get("points").get(0).get("mean").asDouble();
        }
        JsonNode region = get(Tokens.hq(), "forecast-totals?level=REGION&regionId=FC-R1")
                .items()
                .get(0);
        assertThat(region.get("points").get(0).get("mean").asDouble()).isCloseTo(ofSeries, within(0.01));
        assertThat(region.get("points").get(0).get("hi95").asDouble()).isGreaterThan(ofSeries);
        assertThat(region.get("method").asString()).isNotBlank();
        assertThat(region.get("sku").isNull()).isTrue();
        double ofRegions = 0;
        for (JsonNode one :
                get(Tokens.hq(), "forecast-totals?level=REGION&limit=500").items()) {
            ofRegions += one.get("points").get(5).get("mean").asDouble();
        }
        JsonNode all = get(Tokens.hq(), "forecast-totals?level=ALL").items();
        assertThat(all).hasSize(1);
        assertThat(all.get(0).get("points").get(5).get("mean").asDouble()).isCloseTo(ofRegions, within(0.01));
        assertThat(get(Tokens.hq(), "forecast-totals?channel=DISTRIBUTION&limit=500")
                        .items())
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.get("channel").asString()).isEqualTo("DISTRIBUTION"));
        assertThat(get(Tokens.hq(), "forecasts/FC-A.FC-R1.DISTRIBUTION")
                        .body()
                        .get("reason")
                        .asString())
                .contains("adds up with all totals");

        // A manager must not see what other regions sell, nor the total from which it could be taken.
        assertThat(get(Tokens.regionalManager("FC-R1"), "forecast-totals?limit=500")
                        .items())
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.get("regionId").asString()).isEqualTo("FC-R1"));
        assertThat(get(Tokens.dealer("FC-D1"), "forecast-totals").status()).isEqualTo(403);
        assertThat(get(Tokens.hq(), "forecast-totals?level=NONE").status()).isEqualTo(400);
    }

    @Test
    void aMovedDealerLeavesNoForecastBehindInTheOldRegion() {
        Events.node("FC-R3", 1, "REGION", List.of("FC-HQ", "FC-R3"));
        Events.node("FC-R4", 1, "REGION", List.of("FC-HQ", "FC-R4"));
        Events.node("FC-D3", 1, "DEALER", List.of("FC-HQ", "FC-R3", "FC-D3"));
        for (int month = 1; month <= 12; month++) {
            Events.recorded("fc-3-" + month, 1, "FC-D3", "2013-%02d".formatted(month), "FC-C", 50);
        }
        await().untilAsserted(() -> assertThat(
                        get(Tokens.hq(), "demand?sku=FC-C&regionId=FC-R3").items())
                .hasSize(12));
        finished(start(Map.of("asOf", "2013-12")));
        assertThat(get(Tokens.hq(), "forecasts/FC-C.FC-R3.DISTRIBUTION").status())
                .isEqualTo(200);

        Events.node("FC-D3", 2, "DEALER", List.of("FC-HQ", "FC-R4", "FC-D3"));
        await().untilAsserted(() -> assertThat(
                        get(Tokens.hq(), "demand?sku=FC-C&regionId=FC-R4").items())
                .hasSize(12));
        finished(start(Map.of("asOf", "2013-12")));

        assertThat(get(Tokens.hq(), "forecasts/FC-C.FC-R3.DISTRIBUTION").status())
                .isEqualTo(404);
        assertThat(get(Tokens.hq(), "forecasts?sku=FC-C").items())
                .singleElement()
                .satisfies(one -> assertThat(one.get("id").asString()).isEqualTo("FC-C.FC-R4.DISTRIBUTION"));
        await().untilAsserted(() -> assertThat(Wire.read("forecast.forecast"))
                .filteredOn(message -> message.key().equals("FC-C.FC-R3.DISTRIBUTION"))
                .extracting(Wire.Message::type)
                .endsWith("ForecastWithdrawn"));
    }

    @Test
    void aSecondRunReplacesTheForecastsOfTheFirst() {
        finished(start(Map.of("asOf", "2013-12")));
        JsonNode run = finished(start(Map.of("asOf", "2013-06", "horizonMonths", 3)));

        JsonNode series = get(Tokens.hq(), "forecasts/FC-A.FC-R1.DISTRIBUTION").body();
        assertThat(series.get("runId").asString()).isEqualTo(run.get("id").asString());
        assertThat(series.get("asOf").asString()).isEqualTo("2013-06");
        assertThat(series.get("points")).hasSize(3);
        assertThat(series.get("history")).hasSize(30);
    }

    @Test
    void onlyOneRunIsAtWorkAtATimeAndASilentOneIsMarkedInterrupted() {
        finished(start(Map.of("asOf", "2013-12")));
        String other = "run-of-another-instance";
        database.getCollection("runs")
                .insertOne(new Document("_id", other)
                        .append("state", "RUNNING")
                        .append("asOf", "2013-12")
                        .append("horizonMonths", 6)
                        .append("requestedBy", "somebody")
                        .append("startedAt", Date.from(Instant.now().minusSeconds(3600)))
                        .append("series", 10)
                        .append("computed", 4)
                        .append("published", 0));
        Document slot = new Document("_id", "only").append("runId", other);
        database.getCollection("run_slot")
                .insertOne(slot.append("heartbeat", Date.from(Instant.now().plusSeconds(60))));

        Answer refused = start(Map.of());
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().get("type").asString()).endsWith("forecast-run-active");

        database.getCollection("run_slot")
                .updateOne(
                        new Document("_id", "only"),
                        new Document(
                                "$set",
                                new Document(
                                        "heartbeat", Date.from(Instant.now().minusSeconds(60)))));
        finished(start(Map.of("asOf", "2013-12")));
        assertThat(get(Tokens.hq(), "forecast-runs/" + other)
                        .body()
                        .get("state")
                        .asString())
                .isEqualTo("INTERRUPTED");
    }

    @Test
    void aRegionalManagerSeesTheSeriesOfTheRegionOnly() {
        finished(start(Map.of("asOf", "2013-12")));
        String manager = Tokens.regionalManager("FC-R1");

        assertThat(get(manager, "forecasts?sku=FC-A").items()).hasSize(1);
        assertThat(get(manager, "forecasts?sku=FC-B").items()).isEmpty();
        assertThat(get(manager, "forecasts/FC-B.FC-R2.DISTRIBUTION").status()).isEqualTo(404);
        assertThat(get(Tokens.hq(), "forecasts?regionId=FC-R2").items()).hasSize(1);
        assertThat(get(Tokens.dealer("FC-D1"), "forecasts").status()).isEqualTo(403);
        assertThat(post(manager, "forecast-runs", "{}").status()).isEqualTo(403);
    }

    @Test
    void saysWhatIsWrongWithARequest() {
        assertThat(start(Map.of("asOf", "2099-01")).status()).isEqualTo(400);
        assertThat(start(Map.of("horizonMonths", 0)).status()).isEqualTo(400);
        assertThat(start(Map.of("horizon", 6)).status()).isEqualTo(400);
        assertThat(get(Tokens.hq(), "forecast-runs/none").status()).isEqualTo(404);
        assertThat(get(Tokens.hq(), "forecasts/none").status()).isEqualTo(404);
    }

    @Test
    void aRunUpToAMonthBeforeAllDemandFailsAndWithdrawsNothing() {
        finished(start(Map.of("asOf", "2013-12")));

        Answer started = start(Map.of("asOf", "2001-03"));

        assertThat(started.status()).isEqualTo(202);
        String path = "forecast-runs/" + started.body().get("id").asString();
        await().untilAsserted(() -> {
            JsonNode run = get(Tokens.hq(), path).body();
            assertThat(run.get("state").asString()).isEqualTo("FAILED");
            assertThat(run.toString()).contains("there is no demand up to 2001-03");
        });
        assertThat(get(Tokens.hq(), "forecasts/FC-A.FC-R1.DISTRIBUTION").status())
                .isEqualTo(200);
    }

    private Answer start(Map<String, Object> request) {
        return post(Tokens.hq(), "forecast-runs", request);
    }

    private JsonNode finished(Answer started) {
        assertThat(started.status()).isEqualTo(202);
        String path = "forecast-runs/" + started.body().get("id").asString();
        await().untilAsserted(() -> assertThat(
                        get(Tokens.hq(), path).body().get("state").asString())
                .isEqualTo("FINISHED"));
        return get(Tokens.hq(), path).body();
    }
}
