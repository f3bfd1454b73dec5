package org.qudao.platform.outbox;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Publishes the events that aggregates carry, and clears them. A write wakes it with the aggregate's id; it then reads that
 * aggregate's outbox, so events leave in version order whoever wrote them. What a crash left behind is found by a sweep at start
 * and at intervals. At least once: a crash between publishing and clearing publishes the same event, with the same id, again.
 *
 * <p>The order is that of one instance of the service. Of several, one that stalls between reading and publishing may publish an event
 * again after another has published its successors: consumers know by the version what is not newer than what they have.
 */
final class OutboxRelay implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Duration GATHERS = Duration.ofMillis(10);
    private static final int BATCH = 256;
    private static final int SWEEP_LIMIT = 10_000;
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);

    private final EventPublisher publisher;
    private final Map<String, BeforePublish> beforePublish = new HashMap<>();
    /** One for each kind: two threads of this instance never publish the same outbox at once. */
    private final Map<Aggregates, Lane> lanes = new ConcurrentHashMap<>();

    private final List<Thread> threads = new ArrayList<>();
    private final Duration sweepEvery;
    private final LongSupplier nanoTime;
    private final Counter published;
    private volatile boolean running;

    OutboxRelay(
            EventPublisher publisher,
            List<BeforePublish> hooks,
            Duration sweepEvery,
            LongSupplier nanoTime,
            MeterRegistry meters) {
        this.publisher = publisher;
        this.sweepEvery = sweepEvery;
        this.nanoTime = nanoTime;
        hooks.forEach(hook -> beforePublish.put(hook.topic(), hook));
        published = Counter.builder("qudao.outbox.published")
                .description("Events published and cleared")
                .register(meters);
        Gauge.builder("qudao.outbox.waiting", lanes, all -> all.values().stream()
                        .mapToInt(Lane::waiting)
                        .sum())
                .description("Aggregates with events to publish")
                .register(meters);
        Gauge.builder("qudao.outbox.lag", lanes, all -> all.values().stream()
                        .mapToDouble(Lane::lagSeconds)
                        .max()
                        .orElse(0))
                .baseUnit("seconds")
                .description("Age of the oldest unpublished event this instance knows of")
                .register(meters);
    }

    synchronized void care(Aggregates aggregates) {
        lanes.put(aggregates, new Lane(GATHERS, nanoTime));
        if (running) {
            startDraining(aggregates);
        }
    }

    void wake(Aggregates aggregates, String id) {
        lane(aggregates).add(id);
    }

    private Lane lane(Aggregates aggregates) {
        return Objects.requireNonNull(lanes.get(aggregates), aggregates::topic);
    }

    /** Here, or in the store by any instance. */
    boolean hasUnpublished() {
        return lanes.entrySet().stream()
                .anyMatch(kind -> kind.getValue().waiting() > 0
                        || !kind.getKey().withPending(1).isEmpty());
    }

    @Override
    public synchronized void start() {
        running = true;
        lanes.replaceAll((kind, closed) -> new Lane(GATHERS, nanoTime)); // the sweep finds what waited in it
        lanes.keySet().forEach(this::startDraining);
        threads.add(Thread.ofVirtual().name("outbox-sweep").start(this::sweepRepeatedly));
    }

    private void startDraining(Aggregates aggregates) {
        threads.add(Thread.ofVirtual().name("outbox-" + aggregates.topic()).start(() -> drain(aggregates)));
    }

    @Override
    public synchronized void stop() {
        running = false;
        lanes.values().forEach(Lane::close);
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            try {
                thread.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Starts before the listeners that write, stops after them. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void drain(Aggregates aggregates) {
        Lane lane = lane(aggregates);
        try {
            while (running) {
                List<String> ids = lane.take(BATCH);
                Collection<String> unpublished = publishIfPossible(aggregates, ids);
                if (!unpublished.isEmpty()) {
                    Thread.sleep(PAUSE_AFTER_FAILURE);
                }
                lane.done(unpublished);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Collection<String> publishIfPossible(Aggregates aggregates, List<String> ids) {
        try {
            return publish(aggregates, ids);
        } catch (RuntimeException e) {
            if (running) {
                log.warn("Events of {} wait: {}", aggregates.topic(), e.toString());
            }
            return ids;
        }
    }

    /** @return which of them have events that the broker has not acknowledged */
    Set<String> publish(Aggregates aggregates, List<String> ids) {
        List<PendingEvent> pending = aggregates.pending(ids);
        if (pending.isEmpty()) {
            return Set.of();
        }
        BeforePublish hook = beforePublish.get(aggregates.topic());
        if (hook != null) {
            hook.accept(pending);
        }
        Map<String, Long> publishedUpTo = publisher.publish(aggregates.topic(), pending);
        List<WriteModel<Document>> clear = new ArrayList<>();
        publishedUpTo.forEach((id, version) ->
                clear.add(new UpdateOneModel<>(Filters.eq(Aggregates.ID, id), Aggregates.clearUpTo(version))));
        if (!clear.isEmpty()) {
            aggregates.documents().bulkWrite(clear, new BulkWriteOptions().ordered(false));
        }
        List<PendingEvent> left = pending.stream()
                .filter(event -> event.version() > publishedUpTo.getOrDefault(event.subject(), 0L))
                .toList();
        published.increment(pending.size() - left.size());
        return left.stream().map(PendingEvent::subject).collect(Collectors.toSet());
    }

    private void sweepRepeatedly() {
        while (running) {
            for (Aggregates aggregates : lanes.keySet()) {
                try {
                    aggregates.withPending(SWEEP_LIMIT).forEach((id, age) -> lane(aggregates)
                            .add(id, age));
                } catch (RuntimeException e) {
                    if (running) {
                        log.warn("Cannot sweep {}: {}", aggregates.topic(), e.toString());
                    }
                }
            }
            try {
                Thread.sleep(sweepEvery);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
