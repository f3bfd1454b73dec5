package org.qudao.platform.test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.qudao.platform.events.EventHeaders;

/** Sends and reads events on the real broker, as another service would. */
public final class Wire {

    /** A message as it stands on a topic. */
    public record Message(String key, String json, Map<String, String> headers) {

        public String type() {
            return headers.getOrDefault("ce_type", "").replace("org.qudao.", "");
        }

        public String id() {
            return headers.getOrDefault("ce_id", "");
        }

        public long version() {
            return Long.parseLong(headers.getOrDefault("ce_aggregateversion", "0"));
        }
    }

    private static final class Producer {
        private static final KafkaProducer<String, byte[]> ONLY = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, Infrastructure.kafkaBootstrap(),
                        ProducerConfig.ACKS_CONFIG, "all",
                        ProducerConfig.LINGER_MS_CONFIG, "0"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private Wire() {}

    /** Sends a well-formed event and waits for the broker's acknowledgement. Send it twice and it is a duplicate. */
    public static void publish(String topic, String type, String subject, long version, String json) {
        ProducerRecord<String, byte[]> message =
                new ProducerRecord<>(topic, subject, json.getBytes(StandardCharsets.UTF_8));
        EventHeaders.write(
                message.headers(),
                topic + ":" + subject + ":" + version,
                type,
                "/qudao/test",
                subject,
                version,
                Instant.now(),
                null);
        send(message);
    }

    /** Sends bytes without any header of ours. */
    public static void publishRaw(String topic, String key, byte[] bytes) {
        send(new ProducerRecord<>(topic, key, bytes));
    }

    /** Everything that stands on the topic now, by partition and offset. */
    public static List<Message> read(String topic) {
        List<Message> messages = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        Infrastructure.kafkaBootstrap(),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        "wire-" + UUID.randomUUID(),
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        "false"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < end.getOrDefault(p, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> messages.add(message(message)));
            }
        }
        return messages;
    }

    private static Message message(ConsumerRecord<String, byte[]> message) {
        Map<String, String> headers = new java.util.HashMap<>();
        for (Header header : message.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        byte[] value = message.value() == null ? new byte[0] : message.value();
        return new Message(String.valueOf(message.key()), new String(value, StandardCharsets.UTF_8), headers);
    }

    private static void send(ProducerRecord<String, byte[]> message) {
        try {
            Producer.ONLY.send(message).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
