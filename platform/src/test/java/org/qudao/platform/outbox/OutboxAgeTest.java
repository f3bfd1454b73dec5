package org.qudao.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.qudao.platform.events.EventCodec;
import org.springframework.kafka.core.KafkaTemplate;

/** What a crash left behind is older than the process that finds it. */
class OutboxAgeTest {

    private static final Instant CRASH = Instant.parse("2026-01-15T10:00:00Z");

    record Thing(int n) {}

    private final MongoServer server = new MongoServer(new MemoryBackend());
    private final MongoClient client = MongoClients.create(server.bindAndGetConnectionString());
    private final MongoDatabase database = client.getDatabase("outbox");
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @AfterEach
    void stopStore() {
        client.close();
        server.shutdownNow();
    }

    @Test
    void afterARestartTheLagIsTheAgeOfTheOldestEventThatIsLeft() {
        Aggregates before = new Aggregates(
                "test.thing", database.getCollection("things"), entries(CRASH), Mockito.mock(OutboxRelay.class));
        before.insert("a", new Document("n", 1), new OutgoingEvent("ThingChanged", new Thing(1)));
        before.insert("b", new Document("n", 1), null);

        Instant start = CRASH.plusSeconds(90);
        OutboxRelay relay = new OutboxRelay(
                new EventPublisher(brokerThatIsAway(), "/qudao/test"), List.of(), Duration.ofDays(1), () -> 0, meters);
        Aggregates things = new AggregatesFactory(database, entries(start), relay).of("things", "test.thing");
        things.save("a", 1, new Document("n", 2), new OutgoingEvent("ThingChanged", new Thing(2)));

        assertThat(things.withPending(10)).containsExactly(Map.entry("a", Duration.ofSeconds(90)));
        relay.start();
        try {
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                            meters.get("qudao.outbox.lag").gauge().value())
                    .isEqualTo(90));
        } finally {
            relay.stop();
        }
    }

    private static OutboxEntries entries(Instant now) {
        return new OutboxEntries(new EventCodec(), Clock.fixed(now, ZoneOffset.UTC), () -> null);
    }

    @SuppressWarnings("unchecked")
    private static KafkaTemplate<String, byte[]> brokerThatIsAway() {
        return Mockito.mock(
                KafkaTemplate.class, Mockito.withSettings().stubOnly().defaultAnswer(_ -> {
                    throw new IllegalStateException("away");
                }));
    }
}
