package org.qudao.dealer.sales;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the sales of the months that are asked for, so that a board does not read every line of a year for each view.
 *
 * <p>It is never believed blindly: each question first reads the months' counters (one small query) and reads a month again when its
 * counter has moved. What this instance records itself is patched in, if nobody else wrote in between; so one instance reads
 * each month once, and several see each other's writes at the next question.
 */
public final class SalesMemory {
    /** What a line takes in memory, roughly. */
    public static final int BYTES_PER_LINE = 100;

    /** A long question is answered in parts, so that it never holds more than these months beyond what is kept anyway. */
    private static final int MONTHS_AT_ONCE = 12;

    private final SaleStore store;
    private final long mostLines;
    private final Map<YearMonth, RememberedMonth> months = new ConcurrentHashMap<>();
    private final ReentrantLock loading = new ReentrantLock();
    private final AtomicLong uses = new AtomicLong();

    /** @param mostLines sale lines kept at most ({@value #BYTES_PER_LINE} bytes each, roughly), and a year of months beyond; what was asked for longest ago goes first */
    public SalesMemory(SaleStore store, long mostLines) {
        this.store = store;
        this.mostLines = mostLines;
    }

    /** Stores the sales; duplicates and late versions change nothing. */
    public void record(List<Sale> batch) {
        if (batch.isEmpty()) {
            return;
        }
        SaleStore.Recorded recorded = store.record(batch);
        if (recorded.undisputed()) {
            recorded.counters()
                    .forEach((month, counter) -> months.computeIfPresent(
                            month,
                            (key, known) -> known.counter() == counter - 1
                                    ? known.patched(counter, recorded.current())
                                    : known));
        }
    }

    /**
     * Shows every sale that counts from the first to the last day, both included, in no particular order.
     *
     * @param nodeIds whose sales; what others sold is not looked at. Null means everybody
     */
    public void forEach(LocalDate from, LocalDate to, @Nullable Set<String> nodeIds, Consumer<Sale> action) {
        for (Map<YearMonth, Long> part : parts(YearMonth.from(from), YearMonth.from(to))) {
            for (RememberedMonth month : upToDate(part)) {
                month.forEach(nodeIds, sale -> {
                    LocalDate day = sale.countsOn();
                    if (day != null && !day.isBefore(from) && !day.isAfter(to)) {
                        action.accept(sale);
                    }
                });
            }
        }
    }

    /** Reads the newest months ahead of the first question, as many as are kept. */
    public void warmUp(YearMonth first, YearMonth last) {
        for (Map<YearMonth, Long> part : parts(first, last).reversed()) {
            if (linesKept() >= mostLines) {
                return;
            }
            upToDate(part);
        }
    }

    private List<Map<YearMonth, Long>> parts(YearMonth first, YearMonth last) {
        List<Map<YearMonth, Long>> parts = new ArrayList<>();
        new TreeMap<>(store.counters(first, last)).forEach((month, counter) -> {
            if (parts.isEmpty() || parts.getLast().size() >= MONTHS_AT_ONCE) {
                parts.add(new TreeMap<>());
            }
            parts.getLast().put(month, counter);
        });
        return parts;
    }

    /** All months of the question, also when somebody else's question makes one of them be forgotten meanwhile. */
    private Collection<RememberedMonth> upToDate(Map<YearMonth, Long> counters) {
        Map<YearMonth, RememberedMonth> current = remembered(counters);
        if (current.size() < counters.size()) {
            loading.lock();
            try {
                current = remembered(counters); // somebody else may just have read them
                current.putAll(load(counters, current.keySet()));
            } finally {
                loading.unlock();
            }
        }
        long use = uses.incrementAndGet();
        current.values().forEach(month -> month.lastUse().set(use));
        forgetBeyond(counters.keySet());
        return current.values();
    }

    private Map<YearMonth, RememberedMonth> remembered(Map<YearMonth, Long> counters) {
        Map<YearMonth, RememberedMonth> current = new HashMap<>();
        counters.forEach((month, counter) -> {
            RememberedMonth known = months.get(month);
            if (known != null && known.counter() >= counter) {
                current.put(month, known);
            }
        });
        return current;
    }

    private Map<YearMonth, RememberedMonth> load(Map<YearMonth, Long> counters, Set<YearMonth> current) {
        Set<YearMonth> stale = new HashSet<>(counters.keySet());
        stale.removeAll(current);
        if (stale.isEmpty()) {
            return Map.of();
        }
        Map<YearMonth, List<Sale>> read = new HashMap<>();
        for (Sale sale : store.load(stale)) {
            LocalDate day = sale.countsOn();
            if (day != null) {
                read.computeIfAbsent(YearMonth.from(day), month -> new ArrayList<>())
                        .add(sale);
            }
        }
        Map<YearMonth, RememberedMonth> loaded = new HashMap<>();
        for (YearMonth month : stale) {
            RememberedMonth fresh = RememberedMonth.of(
                    month, counters.getOrDefault(month, 0L), read.getOrDefault(month, List.of()), uses.get());
            loaded.put(
                    month,
                    Objects.requireNonNull(months.merge(
                            month, fresh, (known, other) -> known.counter() > other.counter() ? known : other)));
        }
        return loaded;
    }

    private void forgetBeyond(Set<YearMonth> needed) {
        long lines = linesKept();
        if (lines <= mostLines) {
            return;
        }
        List<Map.Entry<YearMonth, RememberedMonth>> oldestFirst = months.entrySet().stream()
                .filter(month -> !needed.contains(month.getKey()))
                .sorted(Comparator.comparingLong(
                        month -> month.getValue().lastUse().get()))
                .toList();
        for (Map.Entry<YearMonth, RememberedMonth> month : oldestFirst) {
            if (lines <= mostLines) {
                return;
            }
            months.remove(month.getKey());
            lines -= month.getValue().lines();
        }
    }

    private long linesKept() {
        return months.values().stream().mapToLong(RememberedMonth::lines).sum();
    }
}
