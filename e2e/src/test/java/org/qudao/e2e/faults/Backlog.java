package org.qudao.e2e.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.qudao.e2e.Installation;
import org.qudao.e2e.Installation.Part;
import org.qudao.e2e.Topics;

/** What piled up while the broker or the store was away, and is to be worked off while the market trades on. */
final class Backlog {

    /** What the product promises after store and broker are back. */
    private static final Duration DRAINED_WITHIN = Duration.ofSeconds(60);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    /**
     * @param after the time from the moment when store and broker were back
     * @param broken the promise, when it took too long
     */
    record Drained(Duration after, List<String> broken) {}

    private final Installation installation;
    private final Topics topics;

    Backlog(Installation installation, Topics topics) {
        this.installation = installation;
        this.topics = topics;
    }

    /** Waits until all that was stored before this was called is published and consumed, but not for what comes in meanwhile. */
    Drained awaitDrained() {
        installation.awaitReady(Part.STORE);
        installation.awaitReady(Part.BROKER);
        Instant back = Instant.now();
        long start = System.nanoTime();
        List<String> left = new ArrayList<>();
        try (Outboxes outboxes = new Outboxes(installation)) {
            AtomicReference<@Nullable Map<TopicPartition, Long>> published = new AtomicReference<>();
            Awaitility.await()
                    .atMost(DRAINED_WITHIN)
                    .pollInterval(BETWEEN_LOOKS)
                    .ignoreExceptions() // it has come back only just
                    .until(() -> {
                        left.clear();
                        left.addAll(toDo(outboxes, back, published));
                        return left.isEmpty();
                    });
            return new Drained(since(start), List.of());
        } catch (ConditionTimeoutException e) {
            return new Drained(
                    since(start), List.of("E backlog not drained within %s: %s".formatted(DRAINED_WITHIN, left)));
        }
    }

    /** @param published where the topics ended when the last of them was published, once it is */
    private List<String> toDo(
            Outboxes outboxes, Instant back, AtomicReference<@Nullable Map<TopicPartition, Long>> published) {
        Map<TopicPartition, Long> ends = published.get();
        if (ends == null) {
            List<String> unpublished = outboxes.leftOf(back);
            if (!unpublished.isEmpty()) {
                return unpublished;
            }
            ends = topics.ends();
            published.set(ends);
        }
        long lag = topics.lag(ends);
        return lag == 0 ? List.of() : List.of(lag + " events to consume");
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
