package org.qudao.platform.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Ids of aggregates of one kind waiting for the relay's thread, each at most once, oldest first. Whoever comes shortly after the first
 * goes with it, for many are published at little more cost than one. When full it forgets: the sweep finds what it dropped.
 */
final class Lane {

    private static final int CAPACITY = 50_000;

    private final Duration gathers;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notEmpty = lock.newCondition();
    private final LinkedHashMap<String, Long> waiting = new LinkedHashMap<>();
    private boolean closed;

    /** @param gathers how long the first waits for company */
    Lane(Duration gathers) {
        this.gathers = gathers;
    }

    void add(String id) {
        lock.lock();
        try {
            if (waiting.size() < CAPACITY) {
                if (waiting.isEmpty()) {
                    notEmpty.signal();
                }
                waiting.putIfAbsent(id, System.nanoTime());
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
            List<String> taken = new ArrayList<>();
            Iterator<String> oldestFirst = waiting.keySet().iterator();
            while (oldestFirst.hasNext() && taken.size() < max) {
                taken.add(oldestFirst.next());
                oldestFirst.remove();
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    double lagSeconds() {
        lock.lock();
        try {
            return waiting.isEmpty()
                    ? 0
                    : (System.nanoTime() - waiting.firstEntry().getValue()) / 1e9;
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
