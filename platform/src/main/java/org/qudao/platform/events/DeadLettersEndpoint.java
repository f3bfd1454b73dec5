package org.qudao.platform.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * The operator's view of the dead letters of this service's topics: GET lists those not yet replayed, POST {@code /{topic}} sends
 * them to their topic again, once. Every group of the topic receives a replayed event; handlers are idempotent, so only the one
 * that had failed does anything. What was too large to be kept whole is not sent.
 */
@Endpoint(id = "deadletters")
public final class DeadLettersEndpoint {

    private static final Logger log = LoggerFactory.getLogger(DeadLettersEndpoint.class);
    private static final int LISTED = 100;
    private static final Duration POLL = Duration.ofSeconds(2);
    private static final String GROUP_SUFFIX = "-dead-letter-replay";

    /** @param origin topic, partition and offset where the message first stood */
    public record DeadLetter(String topic, String origin, String group, String reason, String eventId) {}

    public record Replayed(String topic, int events) {}

    private final List<EventSubscription> subscriptions;
    private final ConsumerFactory<String, byte[]> consumers;
    private final KafkaTemplate<String, byte[]> kafka;

    DeadLettersEndpoint(
            List<EventSubscription> subscriptions,
            ConsumerFactory<String, byte[]> consumers,
            KafkaTemplate<String, byte[]> kafka) {
        this.subscriptions = List.copyOf(subscriptions);
        this.consumers = consumers;
        this.kafka = kafka;
    }

    @ReadOperation
    public Map<String, Object> waiting() {
        List<DeadLetter> letters = new ArrayList<>();
        groups().forEach((topic, group) -> each(topic, group, false, message -> letters.add(letter(topic, message))));
        return Map.of(
                "count", letters.size(), "first", letters.stream().limit(LISTED).toList());
    }

    @WriteOperation
    public Replayed replay(@Selector String topic) {
        String group = groups().get(topic);
        if (group == null) {
            throw new IllegalArgumentException(
                    "this service does not read " + topic + "; it reads " + groups().keySet());
        }
        AtomicInteger events = new AtomicInteger();
        each(topic, group, true, message -> {
            if (EventHeaders.optional(message.headers(), DeadLetters.CUT) == null) {
                sendAgain(topic, message);
                events.incrementAndGet();
            } else {
                log.warn("The dead letter of {} is not whole and is not replayed", text(message, DeadLetters.ORIGIN));
            }
        });
        return new Replayed(topic, events.get());
    }

    private Map<String, String> groups() {
        Map<String, String> groupByTopic = new HashMap<>();
        subscriptions.forEach(subscription -> groupByTopic.put(subscription.topic(), subscription.group()));
        return groupByTopic;
    }

    private void each(
            String topic,
            String readers,
            boolean commit,
            java.util.function.Consumer<ConsumerRecord<String, byte[]>> action) {
        String deadLetters = topic + DeadLetters.SUFFIX;
        try (Consumer<String, byte[]> consumer = consumers.createConsumer(readers + GROUP_SUFFIX, "")) {
            List<TopicPartition> partitions = consumer.partitionsFor(deadLetters).stream()
                    .map(info -> new TopicPartition(deadLetters, info.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            seekToCommitted(consumer, partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < end.getOrDefault(p, 0L))) {
                ConsumerRecords<String, byte[]> polled = consumer.poll(POLL);
                for (ConsumerRecord<String, byte[]> message : polled) {
                    if (mine(message, readers)) {
                        action.accept(message);
                    }
                }
                if (commit) {
                    consumer.commitSync();
                }
            }
        }
    }

    /** Another service's dead letters on the same topic are that service's to replay. */
    private static boolean mine(ConsumerRecord<String, byte[]> message, String group) {
        return group.equals(EventHeaders.optional(message.headers(), DeadLetters.GROUP));
    }

    private static void seekToCommitted(Consumer<String, byte[]> consumer, Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(java.util.Set.copyOf(partitions));
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata offset = committed.get(partition);
            if (offset == null) {
                consumer.seekToBeginning(List.of(partition));
            } else {
                consumer.seek(partition, offset.offset());
            }
        }
    }

    private void sendAgain(String topic, ConsumerRecord<String, byte[]> message) {
        Headers headers = new RecordHeaders();
        message.headers().forEach(header -> {
            if (!header.key().startsWith("qudao_dlt_")) {
                headers.add(header);
            }
        });
        try {
            kafka.send(new ProducerRecord<>(topic, null, message.key(), message.value(), headers))
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while replaying", e);
        } catch (ExecutionException e) {
            throw new KafkaException("cannot replay", e);
        }
    }

    private static DeadLetter letter(String topic, ConsumerRecord<String, byte[]> message) {
        return new DeadLetter(
                topic,
                text(message, DeadLetters.ORIGIN),
                text(message, DeadLetters.GROUP),
                text(message, DeadLetters.REASON),
                text(message, EventHeaders.ID));
    }

    private static String text(ConsumerRecord<String, byte[]> message, String header) {
        String value = EventHeaders.optional(message.headers(), header);
        return value == null ? "" : value;
    }
}
