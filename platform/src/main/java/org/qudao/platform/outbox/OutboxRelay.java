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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Publishes the events that aggregates carry, and clears them. A write wakes it with the aggregate's id; it then reads that
 * aggregate's outbox, so events leave in version order whoever wrote them. What a crash left behind is found by a sweep at start
 * and at intervals. At least once: a crash between publishing and clearing publishes the same event, with the same id, again.
 */
final class OutboxRelay implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final int LANES = 4;
    private static final int BATCH = 256;
    private static final int SWEEP_LIMIT = 10_000;
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);

    private final EventPublisher publisher;
    private final Map<String, BeforePublish> beforePublish = new HashMap<>();
    private final List<Aggregates> inCare = new CopyOnWriteArrayList<>();
    private final List<Lane> lanes = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Duration sweepEvery;
    private final Counter published;
    private volatile boolean running;

    OutboxRelay(EventPublisher publisher, List<BeforePublish> hooks, Duration sweepEvery, MeterRegistry meters) {
        this.publisher = publisher;
        this.sweepEvery = sweepEvery;
        hooks.forEach(hook -> beforePublish.put(hook.topic(), hook));
        for (int i = 0; i < LANES; i++) {
            lanes.add(new Lane());
        }
        published = Counter.builder("qudao.outbox.published")
                .description("Events published and cleared")
                .register(meters);
        Gauge.builder("qudao.outbox.waiting", lanes, all -> all.stream()
                        .mapToInt(Lane::waiting)
                        .sum())
                .description("Aggregates with events to publish")
                .register(meters);
        Gauge.builder(
                        "qudao.outbox.lag",
                        lanes,
                        all -> all.stream().mapToDouble(Lane::lagSeconds).max().orElse(0))
                .baseUnit("seconds")
                .description("Age of the oldest unpublished event this instance knows of")
                .register(meters);
    }

    void care(Aggregates aggregates) {
        inCare.add(aggregates);
    }

    void wake(Aggregates aggregates, String id) {
        lanes.get(Math.floorMod(id.hashCode(), LANES)).add(new Lane.Key(aggregates, id));
    }

    /** Here, or in the store by any instance. */
    boolean hasUnpublished() {
        return lanes.stream().anyMatch(lane -> lane.waiting() > 0)
                || inCare.stream()
                        .anyMatch(aggregates -> !aggregates.withPending(1).isEmpty());
    }

    @Override
    public void start() {
        running = true;
        for (int i = 0; i < LANES; i++) {
            Lane lane = lanes.get(i);
            threads.add(Thread.ofVirtual().name("outbox-" + i).start(() -> drain(lane)));
        }
        threads.add(Thread.ofVirtual().name("outbox-sweep").start(this::sweepRepeatedly));
    }

    @Override
    public void stop() {
        running = false;
        lanes.forEach(Lane::close);
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

    private void drain(Lane lane) {
        while (running) {
            try {
                publish(lane.take(BATCH));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void publish(Map<Lane.Key, Long> keys) throws InterruptedException {
        Map<Aggregates, List<String>> idsByAggregates = new LinkedHashMap<>();
        keys.keySet().forEach(key -> idsByAggregates
                .computeIfAbsent(key.aggregates(), a -> new ArrayList<>())
                .add(key.id()));
        for (Map.Entry<Aggregates, List<String>> entry : idsByAggregates.entrySet()) {
            boolean all;
            try {
                all = publish(entry.getKey(), entry.getValue());
            } catch (RuntimeException e) {
                if (!running) {
                    return;
                }
                log.warn("Events of {} wait: {}", entry.getKey().topic(), e.toString());
                all = false;
            }
            if (!all) {
                Thread.sleep(PAUSE_AFTER_FAILURE);
                entry.getValue().forEach(id -> wake(entry.getKey(), id));
            }
        }
    }

    /** @return false when the broker has not acknowledged all of them */
    boolean publish(Aggregates aggregates, List<String> ids) {
        List<PendingEvent> pending = aggregates.pending(ids);
        if (pending.isEmpty()) {
            return true;
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
        long cleared = pending.stream()
                .filter(event -> event.version() <= publishedUpTo.getOrDefault(event.subject(), 0L))
                .count();
        published.increment(cleared);
        return cleared == pending.size();
    }

    private void sweepRepeatedly() {
        while (running) {
            for (Aggregates aggregates : inCare) {
                try {
                    aggregates.withPending(SWEEP_LIMIT).forEach(id -> wake(aggregates, id));
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
