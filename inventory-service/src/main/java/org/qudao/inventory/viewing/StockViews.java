package org.qudao.inventory.viewing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.qudao.inventory.stock.Balance;
import org.qudao.inventory.stock.BalanceKey;
import org.qudao.inventory.stock.StockPosted;

/** What the queries read. A null collection of places means every place; an empty one means none. */
public interface StockViews {

    /**
     * Balances in the order of place and item, after the given key.
     *
     * @param onlyStockOuts of which nothing is available, but was before: not what was only on its way, or passed through to a customer
     */
    List<Row> rows(
            @Nullable Collection<String> places,
            @Nullable String sku,
            boolean onlyStockOuts,
            @Nullable String after,
            int limit);

    Map<String, Balance> sumsByPlace(@Nullable Collection<String> places, @Nullable String sku);

    /** In the order of the items, those after the given one. */
    SortedMap<String, Balance> sumsBySku(
            @Nullable Collection<String> places, @Nullable String sku, @Nullable String after, int limit);

    /**
     * What left a place since the day, by place and item: shipped, transferred, sold or delivered to the end customer; what was taken
     * back is taken off.
     */
    Map<BalanceKey, Long> outflows(Collection<String> places, Collection<String> skus, LocalDate since);

    /** The same, summed over the items, with where it went. */
    List<Flow> flows(@Nullable Collection<String> places, @Nullable String sku, LocalDate since);

    /** The same by item, but only what left all of these places. */
    Map<String, Long> outflowsBySku(@Nullable Collection<String> places, Collection<String> skus, LocalDate since);

    /** @param to a place or one of the accounts outside the network */
    record Flow(String from, String to, long units) {}

    Optional<Balance> balance(BalanceKey key);

    /** Units that planned receipts bring to these places, per item and day; receipts without a day are left out. */
    Map<String, SortedMap<LocalDate, Long>> expected(Collection<String> places, Collection<String> skus);

    /** The postings of one balance from the first one on, those included that are not in the ledger yet. */
    List<Entry> entries(BalanceKey key, long afterVersion, int limit);

    /** Postings of all balances for the given filters, by day and, within one, as they were booked; the newest last. */
    List<Entry> movements(MovementFilter filter, @Nullable Cursor after, int limit);

    record Row(BalanceKey key, Balance balance) {}

    /** @param version the balance's version after it: the order of the postings */
    record Entry(long version, Instant at, StockPosted posting) {}

    /** The posting that a page of them begins after: its day, when it was booked, and which of those of that millisecond it is. */
    record Cursor(LocalDate on, Instant at, String postingId) {}

    record MovementFilter(
            @Nullable Collection<String> places,
            @Nullable String sku,
            @Nullable String reference,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}
}
