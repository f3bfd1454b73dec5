package org.qudao.dealer.sales;

import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The sales that count in a month, by who sold them, so that a question about some nodes never sees those of others. It never changes;
 * what is recorded makes a new one.
 */
final class RememberedMonth {
    private final YearMonth month;
    private final long counter;
    private final long lines;
    private final Map<String, Sale> byId;
    private final Map<String, Map<String, Sale>> byNode;
    private final AtomicLong lastUse;

    private RememberedMonth(
            YearMonth month,
            long counter,
            Map<String, Sale> byId,
            Map<String, Map<String, Sale>> byNode,
            AtomicLong lastUse) {
        this.month = month;
        this.counter = counter;
        this.byId = byId;
        this.byNode = byNode;
        this.lastUse = lastUse;
        this.lines =
                byId.values().stream().mapToLong(sale -> sale.lines().size()).sum();
    }

    static RememberedMonth of(YearMonth month, long counter, List<Sale> sales, long use) {
        Map<String, Sale> byId = new HashMap<>();
        Map<String, Map<String, Sale>> byNode = new HashMap<>();
        for (Sale sale : sales) {
            byId.put(sale.id(), sale);
            byNode.computeIfAbsent(sale.nodeId(), node -> new HashMap<>()).put(sale.id(), sale);
        }
        return new RememberedMonth(month, counter, byId, byNode, new AtomicLong(use));
    }

    /** The month with what was recorded; older versions than those it has change nothing. Nodes that sold nothing new are shared. */
    RememberedMonth patched(long newCounter, Collection<Sale> recorded) {
        Map<String, Sale> nowById = new HashMap<>(byId);
        Map<String, Map<String, Sale>> nowByNode = new HashMap<>(byNode);
        Set<String> own = new HashSet<>();
        for (Sale sale : recorded) {
            Sale before = nowById.get(sale.id());
            if (before != null && before.version() > sale.version()) {
                continue;
            }
            if (before != null) {
                nowById.remove(sale.id());
                salesOf(before.nodeId(), nowByNode, own).remove(sale.id());
            }
            if (sale.countsOn() != null && YearMonth.from(sale.countsOn()).equals(month)) {
                nowById.put(sale.id(), sale);
                salesOf(sale.nodeId(), nowByNode, own).put(sale.id(), sale);
            }
        }
        return new RememberedMonth(month, newCounter, nowById, nowByNode, lastUse);
    }

    /** @param own nodes whose sales are copied already */
    private static Map<String, Sale> salesOf(String node, Map<String, Map<String, Sale>> byNode, Set<String> own) {
        Map<String, Sale> sales = byNode.getOrDefault(node, Map.of());
        if (own.add(node)) {
            sales = new HashMap<>(sales);
            byNode.put(node, sales);
        }
        return sales;
    }

    /** @param nodeIds null means everybody */
    void forEach(@Nullable Set<String> nodeIds, Consumer<Sale> action) {
        if (nodeIds == null) {
            byId.values().forEach(action);
        } else {
            nodeIds.forEach(node -> byNode.getOrDefault(node, Map.of()).values().forEach(action));
        }
    }

    long counter() {
        return counter;
    }

    long lines() {
        return lines;
    }

    AtomicLong lastUse() {
        return lastUse;
    }
}
