package org.qudao.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.ConfigResource;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.qudao.platform.events.EventSubscription;
import org.qudao.platform.events.IncomingEvent;
import org.qudao.platform.events.LatestState;
import org.qudao.platform.events.PublishedTopics;
import org.qudao.platform.events.Versioned;
import org.qudao.platform.mongo.Bsons;
import org.qudao.platform.outbox.Aggregates;
import org.qudao.platform.outbox.AggregatesFactory;
import org.qudao.platform.outbox.AlreadyExists;
import org.qudao.platform.outbox.Decision;
import org.qudao.platform.outbox.NewAggregate;
import org.qudao.platform.outbox.OutgoingEvent;
import org.qudao.platform.outbox.Saving;
import org.qudao.platform.security.Caller;
import org.qudao.platform.test.Infrastructure;
import org.qudao.platform.test.Tokens;
import org.qudao.platform.test.Wire;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

@SpringBootTest(
        classes = PlatformIT.Application.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.config.name=platform-test", "qudao.outbox.sweep-every=1s"})
class PlatformIT {

    static final String TOPIC = "test.thing";
    static final String WORK = "test.work";

    @DynamicPropertySource
    static void infrastructure(DynamicPropertyRegistry registry) {
        Infrastructure.register(registry, "platform");
    }

    public record Placed(String by, String what) {}

    public record Thing(String id, BigDecimal amount) {}

    public record Order(@NotBlank String what, @Max(10) int quantity) {}

    @SpringBootApplication
    @Import(Platform.class)
    static class Application {

        final Map<String, List<Long>> versionsBySubject = new ConcurrentHashMap<>();
        final List<String> failedAttempts = new CopyOnWriteArrayList<>();
        final Set<String> mended = ConcurrentHashMap.newKeySet();
        final Map<String, String> traceBySubject = new ConcurrentHashMap<>();

        final List<Integer> handledTogether = new CopyOnWriteArrayList<>();
        final CountDownLatch piledUp = new CountDownLatch(1);

        @Autowired
        Tracer tracer;

        @Bean
        Aggregates things(AggregatesFactory factory) {
            return factory.of("things", TOPIC);
        }

        @Bean
        PublishedTopics topics() {
            return PublishedTopics.of(TOPIC);
        }

        @Bean
        EventSubscription subscription() {
            return EventSubscription.to(TOPIC, "platform-test")
                    .each("ThingChanged", Thing.class, this::record)
                    .each("ThingBroken", Thing.class, event -> {
                        if (mended.contains(event.subject())) {
                            record(event);
                            return;
                        }
                        failedAttempts.add(event.subject());
                        throw new IllegalStateException("cannot handle " + event.subject());
                    });
        }

        @Bean
        EventSubscription work() {
            return EventSubscription.to(WORK, "platform-test-work")
                    .oneByOne()
                    .batch("ThingChanged", Thing.class, events -> {
                        handledTogether.add(events.size());
                        try {
                            piledUp.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    });
        }

        private void record(IncomingEvent<Thing> event) {
            Span span = tracer.currentSpan();
            traceBySubject.put(
                    event.subject(), span == null ? "none" : span.context().traceId());
            versionsBySubject
                    .computeIfAbsent(event.subject(), s -> new CopyOnWriteArrayList<>())
                    .add(event.version());
        }

        @RestController
        static class Endpoint {

            @PostMapping("/api/v1/orders")
            @PreAuthorize("hasRole('DEALER')")
            Placed order(Caller caller, @Valid @RequestBody Order order) {
                return new Placed(String.valueOf(caller.nodeId()), order.what());
            }
        }
    }

    @Autowired
    Application application;

    @Autowired
    Aggregates things;

    @Autowired
    Tracer tracer;

    @Autowired
    MongoDatabase database;

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    private final String id = "T-" + UUID.randomUUID();

    @Test
    void publishesEachWriteOnceInVersionOrderAndClearsTheOutbox() {
        things.insert(id, state("1.10"), changed("1.10"));
        for (int version = 1; version < 20; version++) {
            assertThat(things.save(id, version, state("2." + version), changed("2." + version)))
                    .isTrue();
        }
        await().untilAsserted(() -> assertThat(versionsOf(id)).hasSize(20));
        assertThat(versionsOf(id)).isSorted().doesNotHaveDuplicates().endsWith(20L);
        await().untilAsserted(() ->
                assertThat(things.find(id).orElseThrow().pending()).isEmpty());
        assertThat(Bsons.decimal(things.find(id).orElseThrow().state(), "amount"))
                .isEqualByComparingTo("2.19");
    }

    @Test
    void writesCloudEventsInBinaryModeKeyedByAggregate() {
        things.insert(id, state("0.10"), changed("0.10"));
        await().untilAsserted(() -> assertThat(onTopic(id)).hasSize(1));
        Wire.Message message = onTopic(id).getFirst();
        assertThat(message.headers())
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_id", TOPIC + ":" + id + ":1")
                .containsEntry("ce_type", "org.qudao.ThingChanged")
                .containsEntry("ce_source", "/qudao/platform-test")
                .containsEntry("ce_subject", id)
                .containsEntry("ce_aggregateversion", "1")
                .containsEntry("content-type", "application/json");
        assertThat(message.json()).isEqualTo("{\"id\":\"" + id + "\",\"amount\":0.10}");
    }

    @Test
    void continuesTheTraceOfTheWriteInTheHandlerOfItsEvent() {
        Span request = tracer.nextSpan().name("request").start();
        try (Tracer.SpanInScope inRequest = tracer.withSpan(request)) {
            things.insert(id, state("1"), changed("1"));
        } finally {
            request.end();
        }
        String trace = request.context().traceId();
        assertThat(trace).hasSize(32).isNotEqualTo("0".repeat(32));
        await().untilAsserted(() -> assertThat(application.traceBySubject).containsEntry(id, trace));
        assertThat(onTopic(id).getFirst().headers().get("traceparent")).startsWith("00-" + trace + "-");
    }

    @Test
    void savesManyTogetherEachOnItsOwnCondition() {
        String other = id + "-other";
        things.insert(id, state("1"), null);
        things.insert(other, state("1"), null);
        Saving twoEvents = new Saving(id, 1, state("3"), List.of(changed("2"), changed("3")));
        assertThat(things.saveAll(List.of(twoEvents, new Saving(other, 1, state("5"), List.of()))))
                .isTrue();
        assertThat(things.find(id).orElseThrow().version()).isEqualTo(3);
        assertThat(things.find(other).orElseThrow().version()).isEqualTo(2);
        await().untilAsserted(() -> assertThat(versionsOf(id)).containsExactly(2L, 3L));

        assertThat(things.saveAll(List.of(twoEvents, new Saving(other, 2, state("6"), List.of(changed("6"))))))
                .isFalse();
        assertThat(things.find(id).orElseThrow().version()).isEqualTo(3);
        await().untilAsserted(() -> assertThat(versionsOf(other)).containsExactly(3L));
    }

    @Test
    void refusesAStaleVersionAndASecondInsert() {
        things.insert(id, state("1"), null);
        assertThat(things.save(id, 1, state("2"), null)).isTrue();
        assertThat(things.save(id, 1, state("3"), null)).isFalse();
        assertThat(Bsons.decimal(things.find(id).orElseThrow().state(), "amount"))
                .isEqualByComparingTo("2");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> things.insert(id, state("9"), null))
                .isInstanceOf(AlreadyExists.class);
        assertThat(things.insertAll(
                        List.of(new NewAggregate(id, state("9"), null), new NewAggregate(id + "b", state("9"), null))))
                .containsExactly(id);
    }

    @Test
    void sixteenWritersLoseNothing() throws Exception {
        things.insert(id, state("0"), null);
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                all.add(writers.submit(() -> things.retrying(id, stored -> {
                    BigDecimal next = Bsons.decimal(stored.state(), "amount").add(BigDecimal.ONE);
                    return Decision.save(state(next.toPlainString()), changed(next.toPlainString()), next);
                })));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertThat(Bsons.decimal(things.find(id).orElseThrow().state(), "amount"))
                .isEqualByComparingTo("16");
        await().untilAsserted(() -> assertThat(versionsOf(id)).hasSize(16).isSorted());
    }

    @Test
    void conditionalUpdateNeverPassesTheLimit() throws Exception {
        things.insert(id, state("10"), null);
        List<Future<Boolean>> all = new ArrayList<>();
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 16; i++) {
                all.add(writers.submit(() -> things.update(
                        id,
                        Filters.gte("amount", Bsons.decimal(BigDecimal.ONE)),
                        Updates.inc("amount", Bsons.decimal(BigDecimal.ONE.negate())))));
            }
        }
        int taken = 0;
        for (Future<Boolean> one : all) {
            taken += one.get() ? 1 : 0;
        }
        assertThat(taken).isEqualTo(10);
    }

    @Test
    void deadLettersWhatCannotBeHandledAndGoesOn() {
        Wire.publish(TOPIC, "ThingBroken", id, 1, "{\"id\":\"x\",\"amount\":1}");
        Wire.publish(TOPIC, "ThingChanged", id, 2, "{\"id\":\"x\",\"amount\":\"no number\"}");
        Wire.publish(TOPIC, "ThingChanged", id, 3, "not json");
        Wire.publishRaw(TOPIC, id, new byte[] {1, 2, 3});
        Wire.publish(TOPIC, "NobodyKnowsThis", id, 4, "{}");
        Wire.publish(TOPIC, "ThingChanged", id, 5, "{\"id\":\"x\",\"amount\":1,\"added\":true}");
        await().untilAsserted(() -> assertThat(versionsOf(id)).containsExactly(5L));
        assertThat(Wire.read(TOPIC + ".dlt"))
                .filteredOn(message -> message.key().equals(id))
                .hasSize(4)
                .allSatisfy(message -> assertThat(message.headers())
                        .containsEntry("qudao_dlt_group", "platform-test")
                        .containsKeys("qudao_dlt_reason", "qudao_dlt_origin"));
        assertThat(application.failedAttempts).filteredOn(id::equals).hasSizeBetween(3, 4);
    }

    @Test
    void deadLettersAreKeptForEver() throws Exception {
        try (Admin broker =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, Infrastructure.kafkaBootstrap()))) {
            ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, TOPIC + ".dlt");
            assertThat(broker.describeConfigs(List.of(topic))
                            .values()
                            .get(topic)
                            .get()
                            .get("retention.ms")
                            .value())
                    .isEqualTo("-1");
        }
    }

    /** Just within the 1 MB that a message may have, and beyond it with the headers of a dead letter. */
    @Test
    void aMessageOfTheGreatestSizeIsBuriedWholeAndReplayed() {
        String half = "x".repeat(500_000);
        String json = "{\"id\":\"%s\",\"amount\":1,\"more\":\"%s\",\"rest\":\"%s\"}";
        int rest = 1_048_100 - json.formatted("x", half, "").length();
        Wire.publish(TOPIC, "ThingBroken", id, 1, json.formatted("x", half, "y".repeat(rest)));
        Wire.publish(TOPIC, "ThingChanged", id, 2, "{\"id\":\"x\",\"amount\":1}");
        await().untilAsserted(() -> assertThat(versionsOf(id)).containsExactly(2L));
        assertThat(Wire.read(TOPIC + ".dlt"))
                .filteredOn(message -> message.key().equals(id))
                .singleElement()
                .satisfies(message -> assertThat(message.json()).hasSize(1_048_100));

        application.mended.add(id);
        replay();
        await().untilAsserted(() -> assertThat(versionsOf(id)).containsExactly(2L, 1L));
    }

    @Test
    void workIsTakenOneByOneHoweverMuchWaits() {
        for (int version = 1; version <= 10; version++) {
            Wire.publish(WORK, "ThingChanged", id, version, "{\"id\":\"x\",\"amount\":1}");
        }
        application.piledUp.countDown();

        await().untilAsserted(() -> assertThat(application.handledTogether).hasSize(10));
        assertThat(application.handledTogether).containsOnly(1);
    }

    @Test
    void operatorReplaysADeadLetterOnceItsCauseIsMended() {
        Wire.publish(TOPIC, "ThingBroken", id, 1, "{\"id\":\"x\",\"amount\":1}");
        await().untilAsserted(() -> assertThat(deadLetters()).contains(TOPIC + ":" + id + ":1", "cannot handle " + id));
        application.mended.add(id);
        assertThat(replay()).contains("\"topic\":\"" + TOPIC + "\"");
        await().untilAsserted(() -> assertThat(versionsOf(id)).containsExactly(1L));
        assertThat(deadLetters()).doesNotContain(TOPIC + ":" + id + ":1");
    }

    @Test
    void showsTheOperatorMetricsButNobodyElse() {
        things.insert(id, state("1"), changed("1"));
        await().untilAsserted(() -> assertThat(versionsOf(id)).hasSize(1));
        await().untilAsserted(() -> assertThat(management()
                        .get()
                        .uri("/actuator/prometheus")
                        .retrieve()
                        .body(String.class))
                .contains("qudao_outbox_published_total", "qudao_outbox_lag_seconds", "qudao_events_total"));
        for (String path : List.of("/actuator/prometheus", "/error")) {
            Integer withoutToken = RestClient.create("http://localhost:" + managementPort)
                    .get()
                    .uri(path)
                    .exchange((request, response) -> response.getStatusCode().value());
            assertThat(withoutToken).as(path).isEqualTo(401);
        }
        assertThat(RestClient.create("http://localhost:" + managementPort)
                        .get()
                        .uri("/actuator/health/liveness")
                        .retrieve()
                        .body(String.class))
                .contains("UP");
    }

    /** Also of what is not there: nothing of the API is meant for it. */
    @Test
    void theMonitoringReadsMetricsAndNothingElse() {
        String monitoring = Tokens.token("prometheus", "METRICS", null);

        assertThat(status(managementPort, "/actuator/prometheus", monitoring)).isEqualTo(200);
        assertThat(status(managementPort, "/actuator/info", monitoring)).isEqualTo(403);
        assertThat(status(managementPort, "/actuator/deadletters", monitoring)).isEqualTo(403);
        assertThat(status(port, "/api/v1/nothing", Tokens.hq())).isEqualTo(404);
        assertThat(status(port, "/api/v1/nothing", monitoring)).isEqualTo(403);
        assertThat(status(port, "/api/v1/imports/anything", monitoring)).isEqualTo(403);
        assertThat(post(monitoring, "{}")).startsWith("403");
    }

    private static int status(int port, String path, String token) {
        return RestClient.create("http://localhost:" + port)
                .get()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(token))
                .exchange((request, response) -> response.getStatusCode().value());
    }

    @Test
    void sweepFindsWhatACrashLeftBehind() {
        database.getCollection("things")
                .insertOne(new Document("_id", id)
                        .append("version", 7L)
                        .append(
                                "outbox",
                                List.of(new Document("v", 7L)
                                        .append("type", "ThingChanged")
                                        .append("time", new java.util.Date())
                                        .append("json", "{\"id\":\"x\",\"amount\":1}"))));
        await().untilAsserted(() -> assertThat(versionsOf(id)).containsExactly(7L));
    }

    @Test
    void viewKeepsTheNewestStateWhateverTheOrder() {
        var view = database.getCollection("view");
        LatestState.upsertIfNewer(view, List.of(versioned(2, "two"), versioned(3, "three"), versioned(1, "one")));
        LatestState.upsertIfNewer(view, List.of(versioned(2, "two again")));
        LatestState.upsertIfNewer(view, List.of(versioned(3, "three again")));
        assertThat(view.find(Filters.eq("_id", id)).first())
                .containsEntry("name", "three")
                .containsEntry("version", 3L);
        LatestState.upsertIfNewer(
                view, List.of(versioned(4, "four"), new Versioned(id + "b", 1, new Document("name", "other"))));
        assertThat(view.find(Filters.eq("_id", id)).first()).containsEntry("name", "four");
        assertThat(view.countDocuments(Filters.eq("_id", id + "b"))).isEqualTo(1);
    }

    @Test
    void answersOnlyToAValidTokenOfTheRightRole() {
        String order = "{\"what\":\"چرخ\",\"quantity\":3}";
        assertThat(post(Tokens.dealer("D1"), order)).isEqualTo("200 {\"by\":\"D1\",\"what\":\"چرخ\"}");
        assertThat(post(Tokens.hq(), order)).startsWith("403").contains("problems/forbidden");
        assertThat(post(null, order)).startsWith("401").contains("problems/unauthenticated");
        assertThat(post(
                        Tokens.sign(Tokens.claims("x", "DEALER", "D1")
                                .audience("other")
                                .build()),
                        order))
                .startsWith("401");
        assertThat(post(
                        Tokens.sign(Tokens.claims("x", "DEALER", "D1")
                                .issuer("http://evil")
                                .build()),
                        order))
                .startsWith("401");
        assertThat(post(
                        Tokens.sign(Tokens.claims("x", "DEALER", "D1")
                                .expirationTime(new java.util.Date(0))
                                .build()),
                        order))
                .startsWith("401");
    }

    @Test
    void namesEveryWrongField() {
        assertThat(post(Tokens.dealer("D1"), "{\"what\":\" \",\"quantity\":30}"))
                .startsWith("400")
                .contains("\"field\":\"what\"", "\"field\":\"quantity\"", "less than or equal to 10");
        assertThat(post(Tokens.dealer("D1"), "{\"what\":\"a\",\"quantity\":1,\"price\":0}"))
                .startsWith("400")
                .contains("\"field\":\"price\"", "is not a field of this request");
        assertThat(post(Tokens.dealer("D1"), "{\"what\":\"a\",\"quantity\":1.5}"))
                .startsWith("400")
                .contains("\"field\":\"quantity\"", "a whole number in range");
        assertThat(post(Tokens.dealer("D1"), "{\"what\":\"a\",\"quantity\":\"many\"}"))
                .startsWith("400")
                .contains("\"field\":\"quantity\"", "a whole number in range");
        for (String noText : List.of("12", "1.5", "true")) {
            assertThat(post(Tokens.dealer("D1"), "{\"what\":" + noText + ",\"quantity\":1}"))
                    .startsWith("400")
                    .contains("\"field\":\"what\"", "a text");
        }
        assertThat(post(Tokens.dealer("D1"), "{\"what\":")).startsWith("400").contains("is not valid JSON at line 1");
        assertThat(post(Tokens.dealer("D1"), "[".repeat(10_000))).startsWith("400");
    }

    private String post(@Nullable String token, String json) {
        return RestClient.create("http://localhost:" + port)
                .post()
                .uri("/api/v1/orders")
                .headers(headers -> {
                    if (token != null) {
                        headers.setBearerAuth(token);
                    }
                })
                .contentType(MediaType.APPLICATION_JSON)
                .body(json)
                .exchange((request, response) -> {
                    HttpStatusCode status = response.getStatusCode();
                    return status.value() + " "
                            + new String(response.getBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
                });
    }

    private RestClient management() {
        return RestClient.builder()
                .baseUrl("http://localhost:" + managementPort)
                .defaultHeader("Authorization", "Bearer " + Tokens.hq())
                .build();
    }

    private @Nullable String replay() {
        return management()
                .post()
                .uri("/actuator/deadletters/" + TOPIC)
                .header("Content-Type", "application/json")
                .body("{}")
                .retrieve()
                .body(String.class);
    }

    private @Nullable String deadLetters() {
        return management().get().uri("/actuator/deadletters").retrieve().body(String.class);
    }

    private List<Long> versionsOf(String subject) {
        return application.versionsBySubject.getOrDefault(subject, List.of());
    }

    private static List<Wire.Message> onTopic(String subject) {
        return Wire.read(TOPIC).stream()
                .filter(message -> message.key().equals(subject))
                .toList();
    }

    private static Document state(String amount) {
        return new Document("amount", Bsons.decimal(new BigDecimal(amount)));
    }

    private OutgoingEvent changed(String amount) {
        return new OutgoingEvent("ThingChanged", new Thing(id, new BigDecimal(amount)));
    }

    private Versioned versioned(long version, String name) {
        return new Versioned(id, version, new Document("name", name));
    }
}
