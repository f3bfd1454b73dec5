package org.qudao.platform.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Ids of aggregates of one kind waiting for the relay's thread, each at most once, oldest first. Whoever comes shortly after the first
 * goes with it, for many are published at little more cost than one. What the thread has taken waits on, since it came, until it is
 * done with. When full it forgets: the sweep finds what it dropped.
 */
final class Lane {

    private static final int CAPACITY = 50_000;

    private final Duration gathers;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notEmpty = lock.newCondition();
    private final LongSupplier nanoTime;
    /** Since when, by {@link #nanoTime}. */
    private final LinkedHashMap<String, Long> waiting = new LinkedHashMap<>();
    /** What the relay's thread has in hand, and since when it waits. */
    private final Map<String, Long> taken = new HashMap<>();

    private boolean closed;

    /** @param gathers how long the first waits for company */
    Lane(Duration gathers, LongSupplier nanoTime) {
        this.gathers = gathers;
        this.nanoTime = nanoTime;
    }

    void add(String id) {
        add(id, Duration.ZERO);
    }

    /** @param age how long it has waited already, unknown to this lane */
    void add(String id, Duration age) {
        lock.lock();
        try {
            if (waiting.size() < CAPACITY) {
                if (waiting.isEmpty()) {
                    notEmpty.signal();
                }
                waiting.merge(id, nanoTime.getAsLong() - age.toNanos(), Math::min);
            }
        } finally {
            lock.unlock();
        }
    }

    List<String> take(int max) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty() && !closed) {
                notEmpty.await();
            }
            long nanos = gathers.toNanos();
            while (waiting.size() < max && !closed && nanos > 0) {
                nanos = notEmpty.awaitNanos(nanos);
            }
            List<String> ids = new ArrayList<>();
            Iterator<Map.Entry<String, Long>> oldestFirst = waiting.entrySet().iterator();
            while (oldestFirst.hasNext() && ids.size() < max) {
                Map.Entry<String, Long> oldest = oldestFirst.next();
                ids.add(oldest.getKey());
                taken.put(oldest.getKey(), oldest.getValue());
                oldestFirst.remove();
            }
            return ids;
        } finally {
            lock.unlock();
        }
    }

    /** Ends what was taken. What is still not published waits again, behind the others. */
    void done(Collection<String> unpublished) {
        lock.lock();
        try {
            for (String id : unpublished) {
                Long since = taken.get(id);
                if (since != null) {
                    waiting.merge(id, since, Math::min);
                }
            }
            taken.clear();
            notEmpty.signal();
        } finally {
            lock.unlock();
        }
    }

    int waiting() {
        lock.lock();
        try {
            return waiting.size()
                    + (int) taken.keySet().stream()
                            .filter(id -> !waiting.containsKey(id))
                            .count();
        } finally {
            lock.unlock();
        }
    }

    double lagSeconds() {
        lock.lock();
        try {
            long now = nanoTime.getAsLong();
            return Stream.concat(waiting.values().stream(), taken.values().stream())
                            .mapToLong(since -> now - since)
                            .max()
                            .orElse(0)
                    / 1e9;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            notEmpty.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
