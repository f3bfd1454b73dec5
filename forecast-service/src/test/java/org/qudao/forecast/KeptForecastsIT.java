package org.qudao.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;
import org.qudao.platform.test.Tokens;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Nothing of the models is in memory between runs, so that a restart or another instance makes no difference. */
@DirtiesContext
@TestPropertySource(properties = "qudao.forecast.updates-before-refit=3")
class KeptForecastsIT extends IntegrationTest {
    private static final String SERIES = "KF-A.KF-R1.DISTRIBUTION";

    @Test
    void aNewMonthIsPassedThroughTheKeptModelsUntilTheyAreOldOrTheHistoryChanged() {
        Events.node("KF-HQ", 1, "HEADQUARTERS", List.of("KF-HQ"));
        Events.node("KF-R1", 1, "REGION", List.of("KF-HQ", "KF-R1"));
        Events.node("KF-D1", 1, "DEALER", List.of("KF-HQ", "KF-R1", "KF-D1"));
        for (int t = 0; t < 36; t++) {
            String month = "201%d-%02d".formatted(1 + t / 12, 1 + t % 12);
            Events.recorded("kf-" + t, 1, "KF-D1", month, "KF-A", 100 + (t * 37) % 50);
        }
        await().untilAsserted(() -> assertThat(
                        get(Tokens.hq(), "demand?sku=KF-A&regionId=KF-R1").items())
                .hasSize(36));

        JsonNode fitted = forecast("2013-08");
        JsonNode again = forecast("2013-08");
        JsonNode updated = forecast("2013-10");

        // Asked again, the same answer; a longer history, another one, weighed by the errors of the kept backtest.
        assertThat(again.get("points")).isEqualTo(fitted.get("points"));
        assertThat(updated.get("points")).isNotEqualTo(fitted.get("points"));
        assertThat(updated.get("accuracy")).isEqualTo(fitted.get("accuracy"));
        assertThat(fittedAt()).isEqualTo("2013-08");
        assertThat(forecast("2013-12").get("accuracy")).isNotEqualTo(fitted.get("accuracy"));
        assertThat(fittedAt()).isEqualTo("2013-12");

        Events.recorded("kf-late", 1, "KF-D1", "2012-03", "KF-A", 500);
        await().untilAsserted(() -> assertThat(get(Tokens.hq(), "demand?sku=KF-A&from=2012-03&to=2012-03")
                        .items()
                        .get(0)
                        .get("quantity")
                        .asInt())
                .isGreaterThan(500));
        byte[] before = state();
        forecast("2013-12");
        assertThat(state()).isNotEqualTo(before);

        // What cannot be read is forecast as if nothing had been kept.
        database.getCollection("kept_forecasts")
                .updateOne(Filters.eq("_id", SERIES), Updates.set("state", new Binary(new byte[] {99})));
        forecast("2013-12");
        assertThat(state()).hasSizeGreaterThan(1_000);
    }

    private String fittedAt() {
        return kept().getString("asOf");
    }

    private byte[] state() {
        return kept().get("state", Binary.class).getData();
    }

    private Document kept() {
        Document kept = database.getCollection("kept_forecasts")
                .find(Filters.eq("_id", SERIES))
                .first();
        assertThat(kept).isNotNull();
        return kept;
    }

    private JsonNode forecast(String asOf) {
        Answer started = post(Tokens.hq(), "forecast-runs", Map.of("asOf", asOf));
        assertThat(started.status()).isEqualTo(202);
        String path = "forecast-runs/" + started.body().get("id").asString();
        await().untilAsserted(() -> assertThat(
                        get(Tokens.hq(), path).body().get("state").asString())
                .isEqualTo("FINISHED"));
        return get(Tokens.hq(), "forecasts/" + SERIES).body();
    }
}
