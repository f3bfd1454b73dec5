package org.qudao.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.qudao.platform.events.EventCodec;
import org.qudao.platform.test.Infrastructure;
import org.qudao.platform.web.Refusal;
import org.springframework.kafka.core.KafkaTemplate;

/** Aggregates on the store and their relay, with a broker that may be away; without Spring. */
class OutboxIT {

    private static final MongoClient STORE = MongoClients.create(Infrastructure.mongoUri("outbox"));
    private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");

    record Thing(int n) {}

    private final MongoDatabase database = STORE.getDatabase("outbox_" + UUID.randomUUID());
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final List<String> hooked = new CopyOnWriteArrayList<>();
    /** Subject and version, such as a2. */
    private final Set<String> refusedByBroker = ConcurrentHashMap.newKeySet();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicLong nanoTime = new AtomicLong();
    private final OutboxRelay relay = new OutboxRelay(
            new EventPublisher(broker(), "/qudao/test"), List.of(hook()), Duration.ofDays(1), nanoTime::get, meters);
    private final OutboxEntries entries =
            new OutboxEntries(new EventCodec(), Clock.fixed(NOW, ZoneOffset.UTC), () -> "trace");
    private final AggregatesFactory factory = new AggregatesFactory(database, entries, relay);
    private final Aggregates things = factory.of("things", "test.thing");

    @AfterEach
    void stop() {
        relay.stop();
    }

    @Test
    void stateAndEventAreStoredTogether() {
        things.insert("a", state(1), event(1));
        assertThat(things.save("a", 1, state(2), event(2))).isTrue();
        assertThat(things.save("a", 2, state(3), null)).isTrue();

        Stored stored = things.find("a").orElseThrow();
        assertThat(stored.version()).isEqualTo(3);
        assertThat(stored.state()).isEqualTo(state(3));
        assertThat(stored.pending())
                .containsExactly(
                        new PendingEvent("test.thing:a:1", "ThingChanged", "a", 1, NOW, "{\"n\":1}", "why1", "trace"),
                        new PendingEvent("test.thing:a:2", "ThingChanged", "a", 2, NOW, "{\"n\":2}", "why2", "trace"));
        assertThat(things.find("nobody")).isEmpty();
    }

    @Test
    void aTakenIdIsRefusedAndAnythingElseIsAFailure() {
        things.insert("a", state(1), event(1));

        assertThatThrownBy(() -> things.insert("a", state(2), event(2))).isInstanceOf(AlreadyExists.class);
        assertThatThrownBy(() -> things.insert("b", new Document("_id", List.of(1)), null))
                .isInstanceOf(MongoWriteException.class);
        assertThat(things.insertAll(
                        List.of(new NewAggregate("a", state(3), event(3)), new NewAggregate("b", state(4), event(4)))))
                .containsExactly("a");
        assertThat(things.find("a").orElseThrow().state()).isEqualTo(state(1));
        assertThat(things.find("b").orElseThrow().state()).isEqualTo(state(4));
        assertThat(things.insertAll(List.of())).isEmpty();
    }

    @Test
    void nothingIsSavedOverWhatSomebodyElseWrote() {
        things.insert("a", state(1), null);
        things.insert("b", state(1), null);

        assertThat(things.save("a", 2, state(9), event(9))).isFalse();
        assertThat(things.saveAll(List.of(
                        new Saving("a", 7, state(9), List.of(event(9))),
                        new Saving("b", 1, state(2), List.of(event(2), event(3))))))
                .isFalse();

        assertThat(things.find("a").orElseThrow().state()).isEqualTo(state(1));
        Stored saved = things.find("b").orElseThrow();
        assertThat(saved.version()).isEqualTo(3);
        assertThat(saved.pending()).extracting(PendingEvent::version).containsExactly(2L, 3L);
        assertThat(things.saveAll(List.of(new Saving("b", 3, state(5), List.of()))))
                .isTrue();
        assertThat(things.find("b").orElseThrow().version()).isEqualTo(4);
        assertThat(things.saveAll(List.of())).isTrue();
    }

    @Test
    void aCounterChangesOnlyWhileItsConditionHolds() {
        things.insert("a", state(1), null);

        assertThat(things.update("a", Filters.gte("n", 1), Updates.inc("n", -1)))
                .isTrue();
        assertThat(things.update("a", Filters.gte("n", 1), Updates.inc("n", -1)))
                .isFalse();
        assertThat(things.find("a").orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void decidesAgainWhenSomebodyElseWrote() {
        things.insert("a", state(1), null);

        String answer = things.retrying("a", stored -> {
                    if (stored.version() == 1) {
                        things.save("a", 1, state(7), null);
                    }
                    int n = stored.state().getInteger("n");
                    return Decision.save(state(n + 1), null, "was " + n);
                })
                .orElseThrow();

        assertThat(answer).isEqualTo("was 7");
        assertThat(things.find("a").orElseThrow().state()).isEqualTo(state(8));
        assertThat(things.retrying("a", stored -> Decision.nothing("left alone")))
                .hasValue("left alone");
        assertThat(things.retrying("nobody", stored -> Decision.nothing("seen")))
                .isEmpty();
    }

    @Test
    void givesUpWhenOthersNeverStop() {
        things.insert("a", state(1), null);

        assertThatThrownBy(() -> things.retrying("a", stored -> {
                    things.save("a", stored.version(), state(7), null);
                    return Decision.save(state(8), null, "late");
                }))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.getStatusCode().value()).isEqualTo(409));
        assertThat(things.find("a").orElseThrow().state()).isEqualTo(state(7));
    }

    @Test
    void findsInTheOrderAskedForAndNotMoreThanAskedFor() {
        List.of("a", "b", "c").forEach(id -> things.insert(id, state(1), null));

        assertThat(things.find(Filters.eq("n", 1), Sorts.descending("_id"), 2))
                .extracting(Stored::id)
                .containsExactly("c", "b");
    }

    @Test
    void aWriteIsPublishedInOrderAfterTheHookAndThenCleared() {
        relay.start();
        things.insert("a", state(1), event(1));
        things.save("a", 1, state(2), event(2));
        things.saveAll(List.of(new Saving("a", 2, state(3), List.of(event(3)))));
        things.insertAll(List.of(new NewAggregate("b", state(1), event(1))));

        awaitCleared();
        assertThat(sent)
                .filteredOn(what -> what.startsWith("a"))
                .containsExactly("a1 {\"n\":1}", "a2 {\"n\":2}", "a3 {\"n\":3}");
        assertThat(sent).filteredOn(what -> what.startsWith("b")).containsExactly("b1 {\"n\":1}");
        assertThat(hooked).containsAll(List.of("a1", "a2", "a3", "b1"));
        await().untilAsserted(() ->
                assertThat(meters.counter("qudao.outbox.published").count()).isEqualTo(4));
        assertThat(things.find("a").orElseThrow().state()).isEqualTo(state(3));
        await().until(() -> !factory.hasUnpublished());
    }

    @Test
    void whatTheBrokerHasNotAcknowledgedStaysAndIsTriedAgain() {
        refusedByBroker.add("a2");
        things.insert("a", state(1), event(1));
        things.save("a", 1, state(2), event(2));
        things.save("a", 2, state(3), event(3));

        assertThat(relay.publish(things, List.of("a"))).containsExactly("a");
        assertThat(things.find("a").orElseThrow().pending())
                .extracting(PendingEvent::version)
                .containsExactly(2L, 3L);
        assertThat(meters.counter("qudao.outbox.published").count()).isEqualTo(1);

        refusedByBroker.clear();
        assertThat(relay.publish(things, List.of("a"))).isEmpty();
        assertThat(relay.publish(things, List.of("a"))).as("nothing left").isEmpty();
        assertThat(sent).containsExactly("a1 {\"n\":1}", "a2 {\"n\":2}", "a3 {\"n\":3}");
    }

    @Test
    void theRelayTriesAgainByItselfWhenTheBrokerIsBack() {
        refusedByBroker.add("a1");
        relay.start();
        things.insert("a", state(1), event(1));
        await().until(() -> hooked.contains("a1"));

        refusedByBroker.clear();

        awaitCleared();
        assertThat(sent).containsExactly("a1 {\"n\":1}");
    }

    @Test
    void aHookThatFailsKeepsEverythingAndIsAskedAgain() {
        things.insert("fails", state(1), event(1));
        relay.start();

        awaitCleared();
        assertThat(hooked).startsWith("refused", "fails1");
        assertThat(sent).containsExactly("fails1 {\"n\":1}");
    }

    @Test
    void whatACrashLeftIsFoundAtTheStart() {
        new Aggregates("test.thing", database.getCollection("things"), entries, forgetful())
                .insert("a", state(1), event(1));
        assertThat(factory.hasUnpublished()).isTrue();

        assertThat(relay.isRunning()).isFalse();
        relay.start();

        awaitCleared();
        assertThat(relay.isRunning()).isTrue();
        assertThat(sent).containsExactly("a1 {\"n\":1}");
        relay.stop();
        assertThat(relay.isRunning()).isFalse();
    }

    @Test
    void tellsHowMuchWaitsAndHowLong() {
        assertThat(meters.get("qudao.outbox.waiting").gauge().value()).isZero();
        assertThat(meters.get("qudao.outbox.lag").gauge().value()).isZero();

        things.insert("a", state(1), event(1));
        things.insert("b", state(1), null);
        nanoTime.addAndGet(Duration.ofSeconds(5).toNanos());

        assertThat(meters.get("qudao.outbox.waiting").gauge().value()).isEqualTo(1);
        assertThat(meters.get("qudao.outbox.lag").gauge().value()).isEqualTo(5);
        assertThat(factory.hasUnpublished()).isTrue();
    }

    /** Whenever it is looked, with a batch in hand or between two attempts. */
    @Test
    void whatTheBrokerNeverTakesGetsOlderThanOneAttempt() {
        refusedByBroker.add("a1");
        relay.start();
        things.insert("a", state(1), event(1));

        for (int seconds = 30; seconds <= 90; seconds += 30) {
            int attempts = hooked.size();
            nanoTime.addAndGet(Duration.ofSeconds(30).toNanos());
            await().until(() -> hooked.size() >= attempts + 2);
            assertThat(meters.get("qudao.outbox.waiting").gauge().value()).isEqualTo(1);
            assertThat(meters.get("qudao.outbox.lag").gauge().value()).isEqualTo(seconds);
        }

        refusedByBroker.clear();
        awaitCleared();
        await().untilAsserted(() ->
                assertThat(meters.get("qudao.outbox.lag").gauge().value()).isZero());
        assertThat(meters.get("qudao.outbox.waiting").gauge().value()).isZero();
    }

    private void awaitCleared() {
        await().atMost(Duration.ofSeconds(30)).until(() -> things.withPending(1).isEmpty());
    }

    private OutboxRelay forgetful() {
        return Mockito.mock(OutboxRelay.class);
    }

    private BeforePublish hook() {
        return new BeforePublish() {
            @Override
            public String topic() {
                return "test.thing";
            }

            @Override
            public void accept(List<PendingEvent> events) {
                boolean first = hooked.isEmpty();
                if (first && events.getFirst().subject().equals("fails")) {
                    hooked.add("refused");
                    throw new IllegalStateException("the first time");
                }
                events.forEach(event -> hooked.add(event.subject() + event.version()));
            }
        };
    }

    @SuppressWarnings("unchecked")
    private KafkaTemplate<String, byte[]> broker() {
        KafkaTemplate<String, byte[]> kafka = Mockito.mock(KafkaTemplate.class);
        Mockito.when(kafka.send(Mockito.<ProducerRecord<String, byte[]>>any())).thenAnswer(call -> {
            ProducerRecord<String, byte[]> message = call.getArgument(0);
            String what = message.key()
                    + new String(
                            message.headers().lastHeader("ce_aggregateversion").value(), StandardCharsets.UTF_8);
            if (refusedByBroker.contains(what)) {
                return CompletableFuture.failedFuture(new TimeoutException("no broker"));
            }
            sent.add(what + " " + new String(message.value(), StandardCharsets.UTF_8));
            return CompletableFuture.completedFuture(null);
        });
        return kafka;
    }

    private static Document state(int n) {
        return new Document("n", n);
    }

    private static OutgoingEvent event(int n) {
        return new OutgoingEvent("ThingChanged", new Thing(n), "why" + n);
    }
}
