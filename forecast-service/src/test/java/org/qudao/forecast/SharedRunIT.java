package org.qudao.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qudao.forecast.forecasting.Portions;
import org.qudao.platform.test.Infrastructure;
import org.qudao.platform.test.Tokens;
import org.qudao.platform.test.Wire;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** Several instances share the work of a run; some of them are killed in the middle. */
@DirtiesContext
@TestPropertySource(properties = {SharedRunIT.SMALL_PORTIONS, SharedRunIT.SOON_MISSED, SharedRunIT.OFTEN_HEARD})
class SharedRunIT extends IntegrationTest {
    static final String SMALL_PORTIONS = "qudao.forecast.portions.series=2";
    /** So long the others wait for what a killed instance had taken; as long as a run may be silent. */
    static final String SOON_MISSED = "spring.kafka.consumer.properties.session.timeout.ms=10000";
    /** It is with a heartbeat that a member hears of others who come and go. */
    static final String OFTEN_HEARD = "spring.kafka.consumer.properties.heartbeat.interval.ms=1000";

    private static final String GROUP = "forecast-service-portions";
    private static final int SERIES = 24;
    private static final int MONTHS = 18;
    private static final Duration STARTED_WITHIN = Duration.ofSeconds(180);

    @Autowired
    Portions portions;

    @Autowired
    MeterRegistry meters;

    @TempDir
    Path directory;

    @BeforeEach
    void demandOfSomeSeries() {
        if (database.getCollection("orders").estimatedDocumentCount() > 0) {
            return;
        }
        Events.node("SR-HQ", 1, "HEADQUARTERS", List.of("SR-HQ"));
        Events.node("SR-R1", 1, "REGION", List.of("SR-HQ", "SR-R1"));
        Events.node("SR-D1", 1, "DEALER", List.of("SR-HQ", "SR-R1", "SR-D1"));
        for (int series = 0; series < SERIES; series++) {
            for (int t = 0; t < MONTHS; t++) {
                String month = "201%d-%02d".formatted(2 + t / 12, 1 + t % 12);
                int units = 40 + (t * 37 + series * 11) % 50;
                Events.recorded("sr-" + series + "-" + t, 1, "SR-D1", month, "SR-" + series, units);
            }
        }
        await().untilAsserted(() -> {
            assertThat(database.getCollection("orders").estimatedDocumentCount())
                    .isEqualTo(SERIES * MONTHS);
            assertThat(get(Tokens.hq(), "demand?sku=SR-0&regionId=SR-R1").items())
                    .hasSize(MONTHS);
        });
    }

    @Test
    void twoInstancesComputeTheSameAsOne() throws InterruptedException {
        awaitInstances(1);
        finished(start());
        Map<String, Document> alone = results();
        assertThat(alone).hasSizeGreaterThan(SERIES);

        try (OtherInstance other = other(ForecastService.class)) {
            awaitInstances(2);
            double before = handledHere();
            finished(start());

            assertThat(other.isAlive()).isTrue();
            assertThat(handledHere() - before).isBetween(1.0, SERIES / 2 - 1.0);
            assertThat(results()).isEqualTo(alone);
        }
    }

    @Test
    void whatAKilledInstanceHadTakenIsComputedByTheOthers() throws InterruptedException {
        awaitInstances(1);
        finished(start());
        Map<String, Document> alone = results();

        String run;
        try (OtherInstance killed = other(OtherInstance.Hanging.class)) {
            awaitInstances(2);
            run = start();
            killed.awaitHanging();
            assertThat(state(run)).isEqualTo("RUNNING");
            killed.kill();
        }
        finished(run);

        assertThat(results()).isEqualTo(alone);
        await().untilAsserted(() -> assertThat(publishedBy(run)).hasSizeGreaterThanOrEqualTo(SERIES));
        assertThat(publishedBy(run)).hasSize(SERIES).doesNotHaveDuplicates();
        assertThat(portions.runs()).isEmpty();
    }

    @Test
    void aRunWhoseInstanceIsKilledIsMarkedAndItsPortionsDoNotTouchTheNext() throws InterruptedException {
        awaitInstances(1);
        finished(start());
        Map<String, Document> alone = results();

        String run;
        try (OtherInstance owner = other(OtherInstance.Hanging.class)) {
            awaitInstances(2);
            run = owner.startRun("{\"asOf\":\"2013-03\"}");
            owner.awaitHanging();
            assertThat(portions.runs()).containsExactly(run);
            owner.kill();
        }
        await().untilAsserted(() -> assertThat(state(run)).isEqualTo("INTERRUPTED"));
        await().untilAsserted(() -> assertThat(portions.runs()).isEmpty());
        finished(start());

        assertThat(results()).isEqualTo(alone);
        assertThat(publishedBy(run)).isEmpty();
    }

    @Test
    void aPortionThatCannotBeComputedEndsTheRunWithTheReason() throws InterruptedException {
        awaitInstances(1);
        try (OtherInstance failing = other(OtherInstance.Failing.class)) {
            awaitInstances(2);
            String run = start();

            await().untilAsserted(() -> assertThat(state(run)).isEqualTo("FAILED"));
            assertThat(failing.isAlive()).isTrue();
            assertThat(get(Tokens.hq(), "forecast-runs/" + run)
                            .body()
                            .get("problem")
                            .asString())
                    .matches(
                            "portion \\d+ of 12 cannot be computed: the engine failed on series SR-\\d+\\.SR-R1\\.DISTRIBUTION;.*")
                    .doesNotContain("caller should read");
            assertThat(publishedBy(run)).isEmpty();
            await().untilAsserted(() -> assertThat(portions.runs()).isEmpty());
        }
        finished(start());
    }

    @Test
    void theFirstAnswerOfAPortionIsTakenOnce() {
        database.getCollection("runs")
                .insertOne(new Document("_id", "run")
                        .append("state", "RUNNING")
                        .append("asOf", "2013-06")
                        .append("horizonMonths", 6)
                        .append("requestedBy", "somebody")
                        .append("startedAt", new Date())
                        .append("series", 0)
                        .append("computed", 0)
                        .append("published", 0));
        database.getCollection("run_portions")
                .insertOne(new Document("_id", "run:0").append("runId", "run").append("answered", false));
        assertThat(portions.isOpen("run", 0)).isTrue();
        assertThat(portions.take("run", 0)).isEmpty();

        portions.answer("run", 0, new Portions.Failed("the first"));
        portions.answer("run", 0, new Portions.Failed("the second"));

        assertThat(portions.isOpen("run", 0)).isFalse();
        assertThat(portions.take("run", 0)).contains(new Portions.Failed("the first"));
        assertThat(portions.take("run", 0)).isEmpty();
        portions.answer("run", 0, new Portions.Failed("too late"));
        assertThat(portions.take("run", 0)).isEmpty();
        database.getCollection("runs").deleteOne(new Document("_id", "run"));
    }

    private OtherInstance other(Class<?> main) {
        return OtherInstance.start(main, database.getName(), directory, SMALL_PORTIONS, SOON_MISSED, OFTEN_HEARD);
    }

    /** Until so many instances have partitions of the topic, and none of those before. */
    private static void awaitInstances(int count) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", Infrastructure.kafkaBootstrap()))) {
            await().atMost(STARTED_WITHIN)
                    .until(() -> admin.describeConsumerGroups(List.of(GROUP)).all().get().get(GROUP).members().stream()
                                    .filter(member -> !member.assignment()
                                            .topicPartitions()
                                            .isEmpty())
                                    .count()
                            == count);
        }
    }

    private double handledHere() {
        return meters.counter("qudao.events", "topic", "forecast.portion", "group", GROUP, "outcome", "handled")
                .count();
    }

    /** Everything that a run leaves behind, without its name. */
    private Map<String, Document> results() {
        Map<String, Document> results = new TreeMap<>();
        for (String collection : List.of("forecasts", "forecast_totals")) {
            for (Document document : database.getCollection(collection).find()) {
                document.remove("runId");
                document.remove("version");
                document.remove("outbox");
                results.put(collection + " " + document.getString("_id"), document);
            }
        }
        return results;
    }

    private static List<String> publishedBy(String run) {
        return Wire.read("forecast.forecast").stream()
                .filter(message -> message.json().contains(run))
                .map(Wire.Message::key)
                .toList();
    }

    private String start() {
        Answer started = post(Tokens.hq(), "forecast-runs", Map.of("asOf", "2013-06"));
        assertThat(started.status()).isEqualTo(202);
        return started.body().get("id").asString();
    }

    private String state(String run) {
        return get(Tokens.hq(), "forecast-runs/" + run).body().get("state").asString();
    }

    private void finished(String run) {
        await().untilAsserted(() -> assertThat(state(run)).isEqualTo("FINISHED"));
        assertThat(get(Tokens.hq(), "forecast-runs/" + run)
                        .body()
                        .get("computed")
                        .asInt())
                .isEqualTo(SERIES);
    }
}
