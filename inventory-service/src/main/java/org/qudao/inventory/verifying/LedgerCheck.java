package org.qudao.inventory.verifying;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.qudao.inventory.stock.Balance;
import org.qudao.inventory.stock.BalanceKey;
import org.qudao.inventory.stock.Movement;
import org.qudao.inventory.stock.Posting;
import org.qudao.inventory.stock.Side;
import org.qudao.inventory.stock.StockState;

/**
 * Recomputes all balances from their postings. Balances are shown first, each with its version; a posting counts when its
 * balance had it at that version. Goods are conserved per item: what the balances hold is what came from production and
 * differences, less what went to customers and differences, less what has left one place and not yet arrived in the books of
 * the other.
 */
public final class LedgerCheck {

    /** What the books say and what follows from the ledger. */
    public record Difference(String place, String sku, long[] booked, long[] fromLedger) {}

    /** A movement between places whose debit is booked and whose credit is not (yet). */
    public record Unfinished(String movementId, String sku, String from, String to, int quantity) {}

    public record SkuDifference(String sku, long held, long expected) {}

    private record Seen(long version, Balance balance) {}

    private final Map<BalanceKey, Seen> balances = new HashMap<>();
    private final Map<BalanceKey, long[]> sums = new HashMap<>();
    private final Map<String, Long> external = new TreeMap<>();
    private final Map<String, Movement> debits = new HashMap<>();
    private final Map<String, Movement> credits = new HashMap<>();
    /** Postings that were not in the ledger when their balances were shown. */
    private final Set<String> pending = new HashSet<>();

    private long postings;

    /** To be called for every balance before the first posting. */
    public void balance(BalanceKey key, long version, Balance balance) {
        balances.put(key, new Seen(version, balance));
    }

    /**
     * A posting that waits to be moved into the ledger; to be called before the first one of the ledger, which may have it by then.
     *
     * @param version of the balance after the posting
     */
    public void pending(Posting posting, long version) {
        posting(posting, version);
        pending.add(posting.id());
    }

    /**
     * A posting in the ledger, which has each once.
     *
     * @param version of the balance after the posting
     */
    public void posting(Posting posting, long version) {
        BalanceKey key = new BalanceKey(posting.place(), posting.sku());
        Seen seen = balances.get(key);
        if (seen == null || version > seen.version() || pending.contains(posting.id())) {
            return;
        }
        postings++;
        long[] sum = sums.computeIfAbsent(key, unknown -> new long[3]);
        sum[0] += posting.change(StockState.AVAILABLE);
        sum[1] += posting.change(StockState.RESERVED);
        sum[2] += posting.change(StockState.IN_TRANSIT);
        Movement movement = posting.movement();
        if (movement.betweenPlaces()) {
            pair(posting.side(), movement);
        } else if (!movement.from().hasBalance()) {
            external.merge(movement.sku(), (long) movement.quantity(), Long::sum);
        } else if (!movement.to().hasBalance()) {
            external.merge(movement.sku(), (long) -movement.quantity(), Long::sum);
        }
    }

    public Set<BalanceKey> keys() {
        return Set.copyOf(balances.keySet());
    }

    public long postings() {
        return postings;
    }

    public List<Difference> differences() {
        List<Difference> differences = new ArrayList<>();
        balances.forEach((key, seen) -> {
            long[] booked = {
                seen.balance().available(),
                seen.balance().reserved(),
                seen.balance().inTransit()
            };
            long[] fromLedger = sums.getOrDefault(key, new long[3]);
            if (!java.util.Arrays.equals(booked, fromLedger)) {
                differences.add(new Difference(key.place(), key.sku(), booked, fromLedger));
            }
        });
        return differences;
    }

    public List<Unfinished> unfinished() {
        return debits.values().stream()
                .map(m -> new Unfinished(m.id(), m.sku(), m.from().place(), m.to().place(), m.quantity()))
                .toList();
    }

    /** Credits whose debit the balance of the other place had not when it was shown: it was written meanwhile, or never. */
    public List<Movement> creditsWithoutDebit() {
        return List.copyOf(credits.values());
    }

    public List<SkuDifference> notConserved() {
        Map<String, Long> held = new TreeMap<>();
        sums.forEach((key, sum) -> held.merge(key.sku(), sum[0] + sum[1] + sum[2], Long::sum));
        Map<String, Long> expected = new TreeMap<>(external);
        debits.values().forEach(m -> expected.merge(m.sku(), (long) -m.quantity(), Long::sum));
        credits.values().forEach(m -> expected.merge(m.sku(), (long) m.quantity(), Long::sum));
        List<SkuDifference> differences = new ArrayList<>();
        Set<String> skus = new HashSet<>(held.keySet());
        skus.addAll(expected.keySet());
        for (String sku : skus) {
            long has = orZero(held.get(sku));
            long should = orZero(expected.get(sku));
            if (has != should) {
                differences.add(new SkuDifference(sku, has, should));
            }
        }
        return differences;
    }

    private void pair(Side side, Movement movement) {
        Map<String, Movement> own = side == Side.DEBIT ? debits : credits;
        Map<String, Movement> other = side == Side.DEBIT ? credits : debits;
        if (other.remove(movement.id()) == null) {
            own.put(movement.id(), movement);
        }
    }

    private static long orZero(@Nullable Long value) {
        return value == null ? 0 : value;
    }
}
