package org.qudao.platform.events;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;

/** Puts what cannot be handled on {@code <topic>.dlt}, with the reason and where it came from in the headers. */
final class DeadLetters {

    static final String SUFFIX = ".dlt";
    static final String REASON = "qudao_dlt_reason";
    static final String GROUP = "qudao_dlt_group";
    static final String ORIGIN = "qudao_dlt_origin";
    private static final int MAX_REASON = 1_000;

    private final KafkaTemplate<String, byte[]> kafka;

    DeadLetters(KafkaTemplate<String, byte[]> kafka) {
        this.kafka = kafka;
    }

    /** Returns only when the broker has the dead letter; throws when it does not, so that the message is delivered again. */
    void bury(ConsumerRecord<String, byte[]> message, String group, RuntimeException reason) {
        Headers headers = new RecordHeaders(message.headers());
        String text = reason.toString();
        EventHeaders.add(headers, REASON, text.substring(0, Math.min(text.length(), MAX_REASON)));
        EventHeaders.add(headers, GROUP, group);
        EventHeaders.add(headers, ORIGIN, message.topic() + "-" + message.partition() + "@" + message.offset());
        try {
            kafka.send(new ProducerRecord<>(message.topic() + SUFFIX, null, message.key(), message.value(), headers))
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while writing a dead letter", e);
        } catch (ExecutionException e) {
            throw new KafkaException("cannot write a dead letter", e);
        }
    }
}
