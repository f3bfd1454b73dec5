package org.qudao.platform.imports;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.qudao.platform.events.EventSubscription;
import org.qudao.platform.outbox.AggregatesFactory;
import org.qudao.platform.web.Refusal;
import org.springframework.http.HttpStatus;

/**
 * What stands between this service and the others: events it has stored but not published, and events of others it has not yet
 * handled. Somebody who imported nodes and now wants to import their orders waits until the one service has published and the
 * other has read.
 */
final class EventBacklog implements AutoCloseable {

    private static final long BROKER_TIMEOUT_SECONDS = 10;

    private final AggregatesFactory aggregates;
    private final List<EventSubscription> subscriptions;
    private final Admin admin;

    EventBacklog(AggregatesFactory aggregates, List<EventSubscription> subscriptions, Admin admin) {
        this.aggregates = aggregates;
        this.subscriptions = subscriptions;
        this.admin = admin;
    }

    /** Whether any instance of the service has stored an event that is not published. */
    boolean hasUnpublished() {
        return aggregates.hasUnpublished();
    }

    /** Events on the topics this service listens to that it has not handled. */
    long countUnread() {
        try {
            return subscriptions.isEmpty() ? 0 : countUnreadNow();
        } catch (ExecutionException | TimeoutException e) {
            throw brokerUnavailable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw brokerUnavailable();
        }
    }

    private long countUnreadNow() throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        admin.describeTopics(subscriptions.stream()
                        .map(EventSubscription::topic)
                        .distinct()
                        .toList())
                .allTopicNames()
                .get(BROKER_TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .forEach((topic, description) -> description
                        .partitions()
                        .forEach(partition ->
                                latest.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest())));
        Map<TopicPartition, Long> ends = offsets(latest);
        latest.replaceAll((partition, spec) -> OffsetSpec.earliest());
        Map<TopicPartition, Long> starts = offsets(latest);

        long unread = 0;
        for (EventSubscription subscription : subscriptions) {
            Map<TopicPartition, OffsetAndMetadata> handled = admin.listConsumerGroupOffsets(subscription.group())
                    .partitionsToOffsetAndMetadata()
                    .get(BROKER_TIMEOUT_SECONDS, TimeUnit.SECONDS);
            for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
                if (end.getKey().topic().equals(subscription.topic())) {
                    OffsetAndMetadata position = handled.get(end.getKey());
                    long next = position == null ? starts.getOrDefault(end.getKey(), 0L) : position.offset();
                    unread += Math.max(0, end.getValue() - next);
                }
            }
        }
        return unread;
    }

    private Map<TopicPartition, Long> offsets(Map<TopicPartition, OffsetSpec> which)
            throws ExecutionException, InterruptedException, TimeoutException {
        return admin.listOffsets(which).all().get(BROKER_TIMEOUT_SECONDS, TimeUnit.SECONDS).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    @Override
    public void close() {
        admin.close();
    }

    private static Refusal brokerUnavailable() {
        return new Refusal(
                HttpStatus.SERVICE_UNAVAILABLE,
                "broker-unavailable",
                "The event broker does not answer",
                "How far this service has read cannot be told now; try again.");
    }
}
