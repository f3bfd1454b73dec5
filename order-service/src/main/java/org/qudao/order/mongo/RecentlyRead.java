package org.qudao.order.mongo;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Values read a moment ago, so that a burst of orders does not read the same product and node again and again. Nothing is served
 * older than the given age, nor what a {@link #forget} that is over has overtaken; what is not there is looked up every time.
 */
final class RecentlyRead<V> {

    private static final int MAX_ENTRIES = 20_000;

    private record Entry<V>(V value, long readAtNanos) {}

    private final Map<String, Entry<V>> entries = new ConcurrentHashMap<>();
    /** Counted, so that a read which began before a change does not bring the old value back. */
    private final AtomicLong forgotten = new AtomicLong();

    private final long maxAgeNanos;
    private final LongSupplier nanoTime;

    RecentlyRead(Duration maxAge, LongSupplier nanoTime) {
        this.maxAgeNanos = maxAge.toNanos();
        this.nanoTime = nanoTime;
    }

    /** @param read answers those that exist, for the keys that are not fresh */
    Map<String, V> get(Collection<String> keys, Function<Set<String>, Map<String, V>> read) {
        long now = nanoTime.getAsLong();
        Map<String, V> found = new HashMap<>();
        Set<String> missing = new HashSet<>();
        for (String key : keys) {
            Entry<V> entry = entries.get(key);
            if (entry != null && now - entry.readAtNanos() <= maxAgeNanos) {
                found.put(key, entry.value());
            } else {
                missing.add(key);
            }
        }
        if (!missing.isEmpty()) {
            if (entries.size() > MAX_ENTRIES) {
                entries.clear();
            }
            long before = forgotten.get();
            read.apply(missing).forEach((key, value) -> {
                found.put(key, value);
                entries.compute(key, (_, kept) -> forgotten.get() == before ? new Entry<>(value, now) : kept);
            });
        }
        return found;
    }

    void forget(String key) {
        entries.compute(key, (_, _) -> {
            forgotten.incrementAndGet();
            return null;
        });
    }
}
