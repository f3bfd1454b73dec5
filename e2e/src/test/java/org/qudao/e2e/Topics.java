package org.qudao.e2e;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes the installation's topics past all services. */
public final class Topics implements AutoCloseable {

    private static final String READER = "reader-";
    private static final int LARGEST = 20_000_000;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** An event as a service published it, in the order of its partition. */
    public record Event(String id, String type, String subject, long version, JsonNode data) {}

    private final String bootstrap;
    private final KafkaProducer<String, byte[]> producer;

    public Topics(String bootstrap) {
        this.bootstrap = bootstrap;
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "all", "max.request.size", LARGEST),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /**
     * Sends them as fast as they go.
     *
     * @throws ExecutionException when the broker refuses one
     */
    public void sendAll(List<ProducerRecord<String, byte[]>> messages) throws ExecutionException, InterruptedException {
        List<Future<RecordMetadata>> sent =
                messages.stream().map(producer::send).toList();
        for (Future<RecordMetadata> one : sent) {
            one.get();
        }
    }

    /** Where each partition ends now. */
    public Map<TopicPartition, Long> ends(List<String> topics) {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            return consumer.endOffsets(partitions);
        }
    }

    /** Where each partition of every topic ends now. */
    public Map<TopicPartition, Long> ends() {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            return consumer.endOffsets(consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList());
        }
    }

    public Set<String> names() {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            return consumer.listTopics().keySet();
        }
    }

    /** What lies on the topic behind the marks, each partition in order. */
    public List<ConsumerRecord<String, byte[]>> read(String topic, Map<TopicPartition, Long> marks) {
        List<ConsumerRecord<String, byte[]>> messages = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            partitions.forEach(partition -> consumer.seek(partition, marks.getOrDefault(partition, 0L)));
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < end.get(p))) {
                consumer.poll(Duration.ofMillis(200)).forEach(messages::add);
            }
        }
        return messages;
    }

    /** As {@link #read}, without what no service can have written. */
    public List<Event> events(String topic, Map<TopicPartition, Long> marks) {
        List<Event> events = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> message : read(topic, marks)) {
            String id = header(message, "ce_id");
            String type = header(message, "ce_type");
            String subject = header(message, "ce_subject");
            String version = header(message, "ce_aggregateversion");
            if (id != null
                    && type != null
                    && subject != null
                    && version != null
                    && NUMBER.matcher(version).matches()
                    && message.value() != null
                    && message.value().length > 0) {
                events.add(new Event(
                        id,
                        type.substring(type.lastIndexOf('.') + 1),
                        subject,
                        Long.parseLong(version),
                        JSON.readTree(message.value())));
            }
        }
        return events;
    }

    /** Messages that services have still to consume, of all groups. */
    public long lag() {
        return lag(Topics::ends);
    }

    /** As {@link #lag()}, of those before these ends. */
    public long lag(Map<TopicPartition, Long> ends) {
        return lag((admin, topics) -> {
            Map<TopicPartition, Long> these = new HashMap<>(ends);
            these.keySet().removeIf(partition -> !topics.contains(partition.topic()));
            return these;
        });
    }

    private interface Ends {
        Map<TopicPartition, Long> of(Admin admin, Set<String> topics) throws ExecutionException, InterruptedException;
    }

    private long lag(Ends ends) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            long lag = 0;
            for (GroupListing group : admin.listGroups().all().get()) {
                if (!group.groupId().startsWith(READER)) {
                    lag += lag(admin, group.groupId(), ends);
                }
            }
            return lag;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A partition of which the group has told nothing counts from its beginning, if the group reads that topic at all. */
    private static long lag(Admin admin, String group, Ends ends) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        Set<String> topics =
                committed.keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet());
        return ends.of(admin, topics).entrySet().stream()
                .mapToLong(end -> {
                    OffsetAndMetadata offset = committed.get(end.getKey());
                    return Math.max(0, end.getValue() - (offset == null ? 0 : offset.offset()));
                })
                .sum();
    }

    private static Map<TopicPartition, Long> ends(Admin admin, Set<String> topics)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        admin.describeTopics(topics).allTopicNames().get().values().forEach(topic -> topic.partitions()
                .forEach(partition ->
                        partitions.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest())));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(partitions).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "group.id",
                        READER + UUID.randomUUID(),
                        "enable.auto.commit",
                        "false",
                        "max.poll.records",
                        "5000"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    private static @Nullable String header(ConsumerRecord<String, byte[]> message, String name) {
        Header header = message.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
