package org.qudao.platform.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

class EventDeliveryTest {

    public record Thing(int n) {}

    private final List<String> calls = new ArrayList<>();

    @Test
    void handsConsecutiveEventsOfAKindOverTogetherWhateverIsSkippedBetweenThem() {
        EventSubscription subscription = EventSubscription.to("test.thing", "test")
                .batch("Changed", Thing.class, events -> note("changed", events))
                .anyOfBatch(List.of("Ended", "Closed"), Thing.class, events -> note("over", events));

        delivery(subscription)
                .onMessage(List.of(
                        message(1, "Changed"),
                        message(2, "NobodyAsked"),
                        message(3, "Changed"),
                        message(4, "Ended"),
                        message(5, "Closed"),
                        message(6, "Changed")));

        assertThat(calls).containsExactly("changed [1, 3]", "over [4, 5]", "changed [6]");
    }

    private void note(String action, List<IncomingEvent<Thing>> events) {
        calls.add(action + " " + events.stream().map(event -> event.data().n()).toList());
    }

    /** Nothing goes to the dead letters here, so its producer never connects. */
    private static EventDelivery delivery(EventSubscription subscription) {
        KafkaTemplate<String, byte[]> unused = new KafkaTemplate<>(new DefaultKafkaProducerFactory<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1"),
                new StringSerializer(),
                new ByteArraySerializer()));
        return new EventDelivery(
                subscription,
                new EventCodec(),
                new DeadLetters(unused),
                ObservationRegistry.NOOP,
                new SimpleMeterRegistry());
    }

    private static ConsumerRecord<String, byte[]> message(int n, String type) {
        ConsumerRecord<String, byte[]> message = new ConsumerRecord<>(
                "test.thing", 0, n, "T", "{\"n\":%d}".formatted(n).getBytes(StandardCharsets.UTF_8));
        EventHeaders.write(message.headers(), "id-" + n, type, "/test", "T", n, Instant.EPOCH, null);
        return message;
    }
}
