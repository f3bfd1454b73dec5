package org.qudao.platform.outbox;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Aggregates waiting for one relay thread, each at most once, oldest first. An aggregate always waits in the same lane, so two
 * threads never publish the same outbox at once. When full it forgets: the sweep finds what it dropped.
 */
final class Lane {

    record Key(Aggregates aggregates, String id) {}

    private static final int CAPACITY = 50_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notEmpty = lock.newCondition();
    private final LinkedHashMap<Key, Long> waiting = new LinkedHashMap<>();
    private boolean closed;

    void add(Key key) {
        lock.lock();
        try {
            if (waiting.size() < CAPACITY) {
                waiting.putIfAbsent(key, System.nanoTime());
                notEmpty.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    Map<Key, Long> take(int max) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty() && !closed) {
                notEmpty.await();
            }
            Map<Key, Long> taken = new LinkedHashMap<>();
            Iterator<Map.Entry<Key, Long>> oldestFirst = waiting.entrySet().iterator();
            while (oldestFirst.hasNext() && taken.size() < max) {
                Map.Entry<Key, Long> entry = oldestFirst.next();
                taken.put(entry.getKey(), entry.getValue());
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
