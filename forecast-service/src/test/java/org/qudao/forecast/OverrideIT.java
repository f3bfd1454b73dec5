package org.qudao.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qudao.platform.test.Tokens;
import org.qudao.platform.test.Wire;
import tools.jackson.databind.JsonNode;

class OverrideIT extends IntegrationTest {
    private static final String SERIES = "OV-A.OV-R1.DISTRIBUTION";
    private static final String JANUARY = "forecasts/" + SERIES + "/overrides/2014-01";
    private static final String FEBRUARY = "forecasts/" + SERIES + "/overrides/2014-02";

    @BeforeEach
    void oneForecastOfSteadyDemand() {
        Events.node("OV-HQ", 1, "HEADQUARTERS", List.of("OV-HQ"));
        Events.node("OV-R1", 1, "REGION", List.of("OV-HQ", "OV-R1"));
        Events.node("OV-D1", 1, "DEALER", List.of("OV-HQ", "OV-R1", "OV-D1"));
        for (int t = 0; t < 26; t++) {
            String month = "201%d-%02d".formatted(2 + t / 12, 1 + t % 12);
            Events.recorded("ov-" + t, 1, "OV-D1", month, "OV-A", t == 24 ? 250 : 100 + t % 3);
        }
        Events.product("OV-A", 1, "ACTIVE");
        await().untilAsserted(() -> assertThat(
                        get(Tokens.hq(), "demand?sku=OV-A&regionId=OV-R1").items())
                .hasSize(26));
        run("2013-12");
        delete(Tokens.hq(), JANUARY);
        delete(Tokens.hq(), FEBRUARY);
    }

    @Test
    void aPlannersValueIsPublishedAndDrivesReplenishment() {
        Answer answer = put(Tokens.hq(), JANUARY, Map.of("units", 240, "reason", "fair in January"));

        assertThat(answer.status()).isEqualTo(200);
        JsonNode override = answer.body().get("overrides").get(0).get("override");
        assertThat(override.get("units").asDouble()).isEqualTo(240);
        assertThat(override.get("reason").asString()).isEqualTo("fair in January");
        assertThat(override.get("by").asString()).isNotBlank();
        assertThat(override.get("forecast").asDouble()).isCloseTo(101, within(10.0));
        await().untilAsserted(() -> assertThat(Wire.read("forecast.forecast"))
                .filteredOn(message -> message.key().equals(SERIES))
                .last()
                .satisfies(message -> {
                    Contracts.assertValid("forecast.forecast", message.json());
                    assertThat(message.json()).contains("fair in January");
                }));

        Events.stock("OV-W", "OV-A", 1, 0, 0, "OPENING", "opening");
        await().untilAsserted(() -> assertThat(database.getCollection("balances")
                        .find(new Document("_id", "OV-W|OV-A"))
                        .first())
                .isNotNull());
        assertThat(post(Tokens.hq(), "replenishment-proposals/calculate?place=OV-W", Map.of())
                        .status())
                .isEqualTo(200);
        JsonNode proposal = get(Tokens.hq(), "replenishment-proposals?place=OV-W&limit=1")
                .items()
                .get(0);
        assertThat(proposal.get("demand").get("months").get(0).get("units").asDouble())
                .isEqualTo(240);
    }

    @Test
    void itsValueAddedIsToldOnceTheMonthIsKnownAndTheNextRunKeepsIt() {
        put(Tokens.hq(), JANUARY, Map.of("units", 240, "reason", "fair in January"));
        put(Tokens.hq(), FEBRUARY, Map.of("units", 300, "reason", "hope"));
        assertThat(get(Tokens.hq(), "forecast-overrides/value-added?sku=OV-A")
                        .body()
                        .get("known")
                        .asInt())
                .isZero();

        run("2014-02");

        // January brought 250, February 101: one override was right, the other was not.
        JsonNode outcomes = get(Tokens.hq(), "forecasts/" + SERIES).body().get("overrides");
        assertThat(outcomes.get(0).get("actual").asLong()).isEqualTo(250);
        assertThat(outcomes.get(0).get("valueAdded").asDouble()).isCloseTo(139, within(10.0));
        assertThat(outcomes.get(1).get("valueAdded").asDouble()).isCloseTo(-199, within(10.0));
        JsonNode sum =
                get(Tokens.hq(), "forecast-overrides/value-added?sku=OV-A").body();
        assertThat(sum.get("known").asInt()).isEqualTo(2);
        assertThat(sum.get("better").asInt()).isEqualTo(1);
        assertThat(sum.get("worse").asInt()).isEqualTo(1);
        assertThat(sum.get("valueAdded").asDouble()).isNegative();
        assertThat(sum.get("wapeOverride").asDouble()).isCloseTo((10 + 199) / 351.0, within(0.01));
        assertThat(get(Tokens.hq(), "forecast-overrides?sku=OV-A").items()).hasSize(1);
        // What was decided about a month that is over stays on record.
        assertThat(delete(Tokens.hq(), JANUARY).body().get("overrides")).hasSize(2);
    }

    @Test
    void aWithdrawnOverrideCountsNoMore() {
        put(Tokens.hq(), JANUARY, Map.of("units", 240, "reason", "fair"));

        assertThat(delete(Tokens.hq(), JANUARY).body().get("overrides")).isEmpty();
        assertThat(delete(Tokens.hq(), JANUARY).status()).isEqualTo(200);
    }

    @Test
    void refusesWhatMakesNoSenseAndWhoIsNotConcerned() {
        assertThat(put(Tokens.hq(), JANUARY, Map.of("units", -1, "reason", "x")).status())
                .isEqualTo(400);
        assertThat(put(Tokens.hq(), JANUARY, Map.of("units", 1)).status()).isEqualTo(400);
        assertThat(put(Tokens.hq(), "forecasts/" + SERIES + "/overrides/2013-12", Map.of("units", 1, "reason", "x"))
                        .status())
                .isEqualTo(422);
        assertThat(put(Tokens.hq(), "forecasts/" + SERIES + "/overrides/soon", Map.of("units", 1, "reason", "x"))
                        .status())
                .isEqualTo(400);
        assertThat(put(Tokens.regionalManager("OV-R2"), JANUARY, Map.of("units", 1, "reason", "x"))
                        .status())
                .isEqualTo(404);
        assertThat(put(Tokens.dealer("OV-D1"), JANUARY, Map.of("units", 1, "reason", "x"))
                        .status())
                .isEqualTo(403);
    }

    private void run(String asOf) {
        Answer started = post(Tokens.hq(), "forecast-runs", Map.of("asOf", asOf));
        assertThat(started.status()).isEqualTo(202);
        String path = "forecast-runs/" + started.body().get("id").asString();
        await().untilAsserted(() -> assertThat(
                        get(Tokens.hq(), path).body().get("state").asString())
                .isEqualTo("FINISHED"));
    }
}
