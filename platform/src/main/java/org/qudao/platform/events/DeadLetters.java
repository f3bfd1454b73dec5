package org.qudao.platform.events;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Puts what cannot be handled on {@code <topic>.dlt}, with the reason and where it came from in the headers. The topic takes larger
 * messages than others, or the headers would make some too large; where it does not, the begin of the message is kept.
 */
final class DeadLetters {

    static final String SUFFIX = ".dlt";
    static final String REASON = "qudao_dlt_reason";
    static final String GROUP = "qudao_dlt_group";
    static final String ORIGIN = "qudao_dlt_origin";
    /** How many bytes the value had that is kept in part; such a dead letter cannot be replayed. */
    static final String CUT = "qudao_dlt_cut";
    /** The producer's {@code max.request.size} in qudao-platform.yml is the same. */
    static final int MAX_BYTES = 2 * 1024 * 1024;

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
    private static final int MAX_TEXT = 1_000;
    private static final int KEPT_BYTES = 64 * 1024;
    private static final List<String> KEPT_HEADERS =
            List.of(EventHeaders.ID, EventHeaders.TYPE, EventHeaders.SUBJECT, EventHeaders.VERSION);

    private final KafkaTemplate<String, byte[]> kafka;

    DeadLetters(KafkaTemplate<String, byte[]> kafka) {
        this.kafka = kafka;
    }

    /** Returns only when the broker has the dead letter; throws when it does not, so that the message is delivered again. */
    void bury(ConsumerRecord<String, byte[]> message, String group, RuntimeException reason) {
        Headers headers = new RecordHeaders(message.headers());
        describe(headers, message, group, reason);
        try {
            send(new ProducerRecord<>(message.topic() + SUFFIX, null, message.key(), message.value(), headers));
        } catch (KafkaException e) {
            if (!isTooLarge(e)) {
                throw e;
            }
            log.warn("The dead letter of {} is too large and is cut", origin(message));
            send(cut(message, group, reason));
        }
    }

    private static ProducerRecord<String, byte[]> cut(
            ConsumerRecord<String, byte[]> message, String group, RuntimeException reason) {
        Headers headers = new RecordHeaders();
        for (String name : KEPT_HEADERS) {
            String value = EventHeaders.optional(message.headers(), name);
            if (value != null) {
                EventHeaders.add(headers, name, begin(value));
            }
        }
        describe(headers, message, group, reason);
        byte[] value = message.value() == null ? new byte[0] : message.value();
        EventHeaders.add(headers, CUT, String.valueOf(value.length));
        return new ProducerRecord<>(
                message.topic() + SUFFIX,
                null,
                message.key() == null ? null : begin(message.key()),
                Arrays.copyOf(value, Math.min(value.length, KEPT_BYTES)),
                headers);
    }

    private static void describe(
            Headers headers, ConsumerRecord<String, byte[]> message, String group, RuntimeException reason) {
        EventHeaders.add(headers, REASON, begin(reason.toString()));
        EventHeaders.add(headers, GROUP, group);
        EventHeaders.add(headers, ORIGIN, origin(message));
    }

    private static String origin(ConsumerRecord<String, byte[]> message) {
        return message.topic() + "-" + message.partition() + "@" + message.offset();
    }

    private static String begin(String text) {
        return text.substring(0, Math.min(text.length(), MAX_TEXT));
    }

    private static boolean isTooLarge(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RecordTooLargeException) {
                return true;
            }
        }
        return false;
    }

    private void send(ProducerRecord<String, byte[]> letter) {
        try {
            kafka.send(letter).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while writing a dead letter", e);
        } catch (ExecutionException e) {
            throw new KafkaException("cannot write a dead letter", e);
        }
    }
}
