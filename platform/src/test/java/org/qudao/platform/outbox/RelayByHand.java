package org.qudao.platform.outbox;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.mockito.Mockito;
import org.qudao.platform.events.EventCodec;
import org.springframework.kafka.core.KafkaTemplate;

/** Aggregates on a real store whose events are published when the test says so; a process may die while it does. */
public final class RelayByHand {

    private static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final MongoDatabase database;
    private final OutboxEntries entries = new OutboxEntries(new EventCodec(), Clock.systemUTC(), () -> null);
    private final OutboxRelay relay;
    private boolean dying;

    public RelayByHand(MongoDatabase database, BeforePublish... hooks) {
        this.database = database;
        this.relay = new OutboxRelay(
                new EventPublisher(acknowledgingBroker(), "/qudao/test"),
                Stream.of(hooks).map(this::mayDieAfter).toList(),
                Duration.ofDays(1),
                System::nanoTime,
                new SimpleMeterRegistry());
    }

    /** For the part under test. */
    public AggregatesFactory factory() {
        return new AggregatesFactory(database, entries, relay);
    }

    /** Publishes and clears the events of some documents. */
    public void publish(String collection, String topic, List<String> ids) {
        relay.publish(new Aggregates(topic, database.getCollection(collection), entries, relay), ids);
    }

    /** As {@link #publish}, but the process dies between the hook and the broker. */
    public void dieBeforePublishing(String collection, String topic, List<String> ids) {
        dying = true;
        try {
            publish(collection, topic, ids);
        } catch (Died asWanted) {
            // the events stay in their documents
        } finally {
            dying = false;
        }
    }

    private BeforePublish mayDieAfter(BeforePublish hook) {
        return new BeforePublish() {
            @Override
            public String topic() {
                return hook.topic();
            }

            @Override
            public void accept(List<PendingEvent> events) {
                hook.accept(events);
                if (dying) {
                    throw new Died();
                }
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static KafkaTemplate<String, byte[]> acknowledgingBroker() {
        return Mockito.mock(
                KafkaTemplate.class,
                Mockito.withSettings().stubOnly().defaultAnswer(_ -> CompletableFuture.completedFuture(null)));
    }
}
