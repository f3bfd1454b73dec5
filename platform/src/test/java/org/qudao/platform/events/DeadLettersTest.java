package org.qudao.platform.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;

/** With a broker that takes 100 KB. */
class DeadLettersTest {

    private static final int MOST = 100_000;

    private final List<ProducerRecord<String, byte[]>> buried = new ArrayList<>();
    private boolean refusedByTheBroker;
    private boolean away;

    @Test
    void whatTheProducerRefusesAsTooLargeIsCut() {
        assertCut();
    }

    @Test
    void whatTheBrokerRefusesAsTooLargeIsCut() {
        refusedByTheBroker = true;
        assertCut();
    }

    @Test
    void whatIsNotTakenForAnotherReasonComesAgain() {
        away = true;
        assertThatThrownBy(() -> new DeadLetters(broker()).bury(message(10), "test", new IllegalStateException("why")))
                .isInstanceOf(KafkaException.class);
        assertThat(buried).isEmpty();
    }

    private void assertCut() {
        ConsumerRecord<String, byte[]> message = message(150_000);
        message.headers().add("foreign", new byte[150_000]);

        new DeadLetters(broker()).bury(message, "test", new IllegalStateException("why"));

        assertThat(buried).singleElement().satisfies(letter -> {
            assertThat(letter.topic()).isEqualTo("test.thing.dlt");
            assertThat(letter.value()).hasSize(64 * 1024);
            assertThat(EventHeaders.optional(letter.headers(), DeadLetters.CUT)).isEqualTo("150000");
            assertThat(EventHeaders.optional(letter.headers(), DeadLetters.ORIGIN))
                    .isEqualTo("test.thing-3@7");
            assertThat(EventHeaders.optional(letter.headers(), DeadLetters.GROUP))
                    .isEqualTo("test");
            assertThat(EventHeaders.optional(letter.headers(), DeadLetters.REASON))
                    .contains("why");
            assertThat(EventHeaders.optional(letter.headers(), EventHeaders.ID)).isEqualTo("id-1");
        });
    }

    private static ConsumerRecord<String, byte[]> message(int bytes) {
        ConsumerRecord<String, byte[]> message = new ConsumerRecord<>("test.thing", 3, 7, "T", new byte[bytes]);
        EventHeaders.write(message.headers(), "id-1", "Changed", "/test", "T", 1, Instant.EPOCH, null);
        return message;
    }

    @SuppressWarnings("unchecked")
    private KafkaTemplate<String, byte[]> broker() {
        KafkaTemplate<String, byte[]> kafka = Mockito.mock(KafkaTemplate.class);
        Mockito.when(kafka.send(Mockito.<ProducerRecord<String, byte[]>>any())).thenAnswer(call -> {
            ProducerRecord<String, byte[]> letter = call.getArgument(0);
            int bytes = letter.value().length;
            for (var header : letter.headers()) {
                bytes += header.value().length;
            }
            if (away) {
                return CompletableFuture.failedFuture(new TimeoutException("no broker"));
            }
            if (bytes > MOST && refusedByTheBroker) {
                return CompletableFuture.failedFuture(new KafkaException("send failed", new RecordTooLargeException()));
            }
            if (bytes > MOST) {
                throw new KafkaException("send failed", new RecordTooLargeException());
            }
            buried.add(letter);
            return CompletableFuture.completedFuture(null);
        });
        return kafka;
    }
}
