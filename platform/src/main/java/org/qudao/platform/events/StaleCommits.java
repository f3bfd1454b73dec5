package org.qudao.platform.events;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchInterceptor;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/**
 * Takes back what a consumer that stood still commits too late. The listener container repeats a commit that a rebalance interrupted,
 * also when others had the partition meanwhile and it came back: the group's offset falls behind what the group has handled, and stays there until
 * the next event. What the group had reached when the partition was assigned is committed again.
 */
final class StaleCommits implements ConsumerAwareRebalanceListener, BatchInterceptor<String, byte[]> {

    private static final Logger log = LoggerFactory.getLogger(StaleCommits.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Of partitions that were assigned and not polled since; each is one consumer's, though all of a container share this. */
    private final Map<TopicPartition, OffsetAndMetadata> reached = new ConcurrentHashMap<>();

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        try {
            reached.putAll(committed(consumer, Set.copyOf(partitions)));
        } catch (KafkaException e) {
            log.debug("Nobody tells what {} had reached", partitions, e);
        }
    }

    /** Before the next poll, and so after the container's late commits. */
    @Override
    public void setupThreadState(Consumer<?, ?> consumer) {
        if (reached.isEmpty()) {
            return;
        }
        Set<TopicPartition> own = reached.keySet().stream()
                .filter(consumer.assignment()::contains)
                .collect(Collectors.toSet());
        try {
            Map<TopicPartition, OffsetAndMetadata> behind = new HashMap<>();
            committed(consumer, own).forEach((partition, now) -> {
                OffsetAndMetadata then = reached.get(partition);
                if (then != null && now.offset() < then.offset()) {
                    behind.put(partition, then);
                }
            });
            if (!behind.isEmpty()) {
                consumer.commitSync(behind, PATIENCE);
                log.info("Committed again what others had reached: {}", behind);
            }
        } catch (KafkaException e) {
            log.debug("The offsets of {} stay as they are until the next event", own, e);
        } finally {
            reached.keySet().removeAll(own);
        }
    }

    private static Map<TopicPartition, OffsetAndMetadata> committed(
            Consumer<?, ?> consumer, Set<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> known = new HashMap<>();
        if (!partitions.isEmpty()) {
            consumer.committed(partitions, PATIENCE).forEach((partition, offset) -> {
                if (offset != null) {
                    known.put(partition, offset);
                }
            });
        }
        return known;
    }

    @Override
    public ConsumerRecords<String, byte[]> intercept(
            ConsumerRecords<String, byte[]> records, Consumer<String, byte[]> consumer) {
        return records;
    }
}
