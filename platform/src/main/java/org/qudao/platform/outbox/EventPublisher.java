package org.qudao.platform.outbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.qudao.platform.events.EventHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Sends events as CloudEvents in Kafka's binary mode, keyed by aggregate. In waves: an aggregate's second event is sent only after
 * its first is acknowledged, so a failed send can never be overtaken by its successor.
 */
final class EventPublisher {

    private static final Logger log = LoggerFactory.getLogger(EventPublisher.class);

    private final KafkaTemplate<String, byte[]> kafka;
    private final String source;

    EventPublisher(KafkaTemplate<String, byte[]> kafka, String source) {
        this.kafka = kafka;
        this.source = source;
    }

    /** @return per aggregate the version up to which the broker has acknowledged everything */
    Map<String, Long> publish(String topic, List<PendingEvent> events) {
        Map<String, Deque<PendingEvent>> bySubject = new LinkedHashMap<>();
        events.forEach(event -> bySubject
                .computeIfAbsent(event.subject(), s -> new ArrayDeque<>())
                .add(event));
        Map<String, Long> acknowledged = new HashMap<>();
        while (!bySubject.isEmpty()) {
            Map<PendingEvent, CompletableFuture<?>> wave = new LinkedHashMap<>();
            bySubject.values().forEach(queue -> {
                PendingEvent event = queue.remove();
                wave.put(event, send(topic, event));
            });
            List<String> failed = new ArrayList<>();
            wave.forEach((event, sent) -> {
                if (acknowledged(event, sent)) {
                    acknowledged.put(event.subject(), event.version());
                } else {
                    failed.add(event.subject());
                }
            });
            failed.forEach(bySubject::remove);
            bySubject.values().removeIf(Deque::isEmpty);
        }
        return acknowledged;
    }

    private CompletableFuture<?> send(String topic, PendingEvent event) {
        try {
            return kafka.send(message(topic, event));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static boolean acknowledged(PendingEvent event, CompletableFuture<?> sent) {
        try {
            sent.get(); // bounded by the producer's delivery timeout
            return true;
        } catch (ExecutionException e) {
            log.warn("{} is not acknowledged: {}", event.id(), String.valueOf(e.getCause()));
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private ProducerRecord<String, byte[]> message(String topic, PendingEvent event) {
        ProducerRecord<String, byte[]> message =
                new ProducerRecord<>(topic, event.subject(), event.json().getBytes(StandardCharsets.UTF_8));
        EventHeaders.write(
                message.headers(),
                event.id(),
                event.type(),
                source,
                event.subject(),
                event.version(),
                event.time(),
                event.traceParent());
        return message;
    }
}
