package org.qudao.e2e.faults;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Reads and writes the installation's topics past all services. */
final class Messages implements AutoCloseable {

    private final String bootstrap;
    private final KafkaProducer<String, byte[]> producer;

    Messages(String bootstrap) {
        this.bootstrap = bootstrap;
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    void send(ProducerRecord<String, byte[]> message) throws ExecutionException, InterruptedException {
        producer.send(message).get();
    }

    /** Everything on the topic now, each partition in order. */
    List<ConsumerRecord<String, byte[]>> read(String topic) {
        List<ConsumerRecord<String, byte[]>> messages = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "group.id",
                        "reader-" + UUID.randomUUID(),
                        "enable.auto.commit",
                        "false"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < end.get(p))) {
                consumer.poll(Duration.ofMillis(200)).forEach(messages::add);
            }
        }
        return messages;
    }

    /** Until every service has consumed everything. */
    void awaitConsumed() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            await("no consumer lags").atMost(Duration.ofSeconds(60)).until(() -> lag(admin) == 0);
        }
    }

    private long lag(Admin admin) throws ExecutionException, InterruptedException {
        long lag = 0;
        for (GroupListing group : admin.listGroups().all().get()) {
            if (group.groupId().startsWith("reader-")) {
                continue;
            }
            var committed = admin.listConsumerGroupOffsets(group.groupId())
                    .partitionsToOffsetAndMetadata()
                    .get();
            var latest = admin.listOffsets(committed.keySet().stream()
                            .collect(java.util.stream.Collectors.toMap(
                                    p -> p, p -> org.apache.kafka.clients.admin.OffsetSpec.latest())))
                    .all()
                    .get();
            for (var entry : committed.entrySet()) {
                lag += latest.get(entry.getKey()).offset() - entry.getValue().offset();
            }
        }
        return lag;
    }

    @Override
    public void close() {
        producer.close();
    }
}
