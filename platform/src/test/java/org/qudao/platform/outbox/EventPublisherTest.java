package org.qudao.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.kafka.core.KafkaTemplate;

class EventPublisherTest {

    private final List<String> sent = new ArrayList<>();

    @Test
    void neverLetsAnEventOvertakeItsFailedPredecessor() {
        var acknowledged = publisher(Set.of("a2"))
                .publish(
                        "test.thing",
                        List.of(event("a", 1), event("a", 2), event("a", 3), event("b", 1), event("b", 2)));
        assertThat(sent).containsExactly("a1", "b1", "a2", "b2");
        assertThat(acknowledged).containsEntry("a", 1L).containsEntry("b", 2L).hasSize(2);
    }

    @Test
    void acknowledgesNothingOfAnAggregateWhoseFirstEventFails() {
        assertThat(publisher(Set.of("a1")).publish("test.thing", List.of(event("a", 1), event("a", 2))))
                .isEmpty();
        assertThat(sent).containsExactly("a1");
    }

    private EventPublisher publisher(Set<String> failing) {
        @SuppressWarnings("unchecked")
        KafkaTemplate<String, byte[]> kafka = Mockito.mock(KafkaTemplate.class);
        Mockito.when(kafka.send(Mockito.<ProducerRecord<String, byte[]>>any())).thenAnswer(call -> {
            ProducerRecord<String, byte[]> message = call.getArgument(0);
            String version = new String(
                    message.headers().lastHeader("ce_aggregateversion").value());
            sent.add(message.key() + version);
            return failing.contains(message.key() + version)
                    ? CompletableFuture.failedFuture(new TimeoutException("no broker"))
                    : CompletableFuture.completedFuture(null);
        });
        return new EventPublisher(kafka, "/qudao/test");
    }

    private static PendingEvent event(String subject, long version) {
        return new PendingEvent(
                "test.thing:" + subject + ":" + version,
                "ThingChanged",
                subject,
                version,
                Instant.EPOCH,
                "{}",
                null,
                null);
    }
}
