package org.qudao.inventory.viewing;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.qudao.inventory.network.Network;
import org.qudao.inventory.network.Nodes;
import org.qudao.inventory.stock.Balance;
import org.qudao.inventory.stock.BalanceKey;
import org.qudao.inventory.viewing.StockFilter.Located;
import org.qudao.inventory.viewing.StockFilter.Selection;
import org.qudao.platform.web.Page;
import org.springframework.stereotype.Service;

/** Stock by place, item, region, channel or tier, with the goods in each state apart and the days they last. */
@Service
final class ShowStock {

    /** What the rows of a grouped answer stand for. */
    enum By {
        /** One row per place. */
        PLACE,
        /** One row per item. */
        SKU,
        /** One row per region; warehouses without one under NONE. */
        REGION,
        /** One row per channel; the company's own places under OWN. */
        CHANNEL,
        /** One row per tier; the company's own places under OWN. */
        TIER
    }

    record Group(
            String key,
            @Nullable String name,
            long available,
            long reserved,
            long inTransit,
            long units,
            @Nullable BigDecimal daysOfCover) {}

    /**
     * @param rows in the order of their keys
     * @param next the {@code after} of the next page, null on the last one
     * @param total over all pages
     */
    record Grouped(
            By by, List<Group> rows, @Nullable String next, Group total, LocalDate asOf, String daysOfCoverFormula) {}

    record Row(
            String place,
            @Nullable String placeName,
            String sku,
            long available,
            long reserved,
            long inTransit,
            @Nullable BigDecimal daysOfCover) {}

    private final StockViews stock;
    private final Nodes nodes;
    private final Clock clock;

    ShowStock(StockViews stock, Nodes nodes, Clock clock) {
        this.stock = stock;
        this.nodes = nodes;
        this.clock = clock;
    }

    Grouped grouped(By by, Selection selection, @Nullable String sku, @Nullable String after, int limit) {
        Set<String> places = selection.placesOrAll();
        Map<String, Balance> byPlace = stock.sumsByPlace(places, sku);
        List<StockViews.Flow> flows = stock.flows(places, sku, windowStart());
        List<Sum> sums = by == By.SKU
                ? sumsBySku(places, sku, after, limit + 1)
                : sumsOfPlaces(by, selection, byPlace, flows, after, limit + 1);
        Function<String, @Nullable String> names = names(by, selection);
        Page<Group> page = Page.of(sums, limit, Sum::key)
                .map(sum -> group(sum.key(), names.apply(sum.key()), sum.balance(), sum.outflow()));
        Balance all = byPlace.values().stream().reduce(Balance.ZERO, Balance::plus);
        long outflow = flows.stream()
                .filter(flow -> !selection.places().containsKey(flow.to()))
                .mapToLong(StockViews.Flow::units)
                .sum();
        return new Grouped(
                by,
                page.items(),
                page.next(),
                group("TOTAL", null, all, outflow),
                LocalDate.now(clock),
                DaysOfCover.FORMULA);
    }

    /** What a row is made of. */
    private record Sum(String key, Balance balance, long outflow) {}

    /** There may be far more items than fit into an answer, so the store sums only those of the page. */
    private List<Sum> sumsBySku(@Nullable Set<String> places, @Nullable String sku, @Nullable String after, int limit) {
        SortedMap<String, Balance> sums = stock.sumsBySku(places, sku, after, limit);
        Map<String, Long> outflows =
                sums.isEmpty() ? Map.of() : stock.outflowsBySku(places, sums.keySet(), windowStart());
        return sums.entrySet().stream()
                .map(sum -> new Sum(sum.getKey(), sum.getValue(), outflows.getOrDefault(sum.getKey(), 0L)))
                .toList();
    }

    private static List<Sum> sumsOfPlaces(
            By by,
            Selection selection,
            Map<String, Balance> byPlace,
            List<StockViews.Flow> flows,
            @Nullable String after,
            int limit) {
        SortedMap<String, Balance> sums = new TreeMap<>();
        byPlace.forEach((place, sum) -> sums.merge(groupOf(by, selection, place), sum, Balance::plus));
        Map<String, Long> outflows = new HashMap<>();
        for (StockViews.Flow flow : flows) {
            String group = groupOf(by, selection, flow.from());
            if (!selection.places().containsKey(flow.to()) || !group.equals(groupOf(by, selection, flow.to()))) {
                outflows.merge(group, flow.units(), Long::sum);
            }
        }
        return sums.entrySet().stream()
                .filter(sum -> after == null || sum.getKey().compareTo(after) > 0)
                .limit(limit)
                .map(sum -> new Sum(sum.getKey(), sum.getValue(), outflows.getOrDefault(sum.getKey(), 0L)))
                .toList();
    }

    List<Row> rows(
            Selection selection, @Nullable String sku, boolean onlyStockOuts, @Nullable String after, int limit) {
        List<StockViews.Row> rows = stock.rows(selection.placesOrAll(), sku, onlyStockOuts, after, limit);
        Set<String> places = new HashSet<>();
        Set<String> skus = new HashSet<>();
        rows.forEach(row -> {
            places.add(row.key().place());
            skus.add(row.key().sku());
        });
        Map<BalanceKey, Long> outflows = rows.isEmpty() ? Map.of() : stock.outflows(places, skus, windowStart());
        return rows.stream()
                .map(row -> row(selection, row.key(), row.balance(), outflows.getOrDefault(row.key(), 0L)))
                .toList();
    }

    Optional<Row> one(Selection selection, BalanceKey key) {
        if (!selection.places().containsKey(key.place())) {
            return Optional.empty();
        }
        Map<BalanceKey, Long> outflows = stock.outflows(Set.of(key.place()), Set.of(key.sku()), windowStart());
        return stock.balance(key).map(balance -> row(selection, key, balance, outflows.getOrDefault(key, 0L)));
    }

    private LocalDate windowStart() {
        return LocalDate.now(clock).minusDays(DaysOfCover.WINDOW_DAYS - 1L);
    }

    private static Row row(Selection selection, BalanceKey key, Balance balance, long outflow) {
        Located located = selection.places().get(key.place());
        return new Row(
                key.place(),
                located == null ? null : located.place().name(),
                key.sku(),
                balance.available(),
                balance.reserved(),
                balance.inTransit(),
                DaysOfCover.of(balance.available(), outflow));
    }

    private static Group group(String key, @Nullable String name, Balance sum, long outflow) {
        return new Group(
                key,
                name,
                sum.available(),
                sum.reserved(),
                sum.inTransit(),
                sum.available() + sum.reserved() + sum.inTransit(),
                DaysOfCover.of(sum.available(), outflow));
    }

    private static String groupOf(By by, Selection selection, String place) {
        Located located = selection.places().get(place);
        if (located == null) {
            return StockFilter.NO_REGION;
        }
        return switch (by) {
            case PLACE, SKU -> place;
            case REGION -> located.region();
            case CHANNEL -> located.channel();
            case TIER -> located.tier();
        };
    }

    private Function<String, @Nullable String> names(By by, Selection selection) {
        return switch (by) {
            case PLACE ->
                key -> {
                    Located located = selection.places().get(key);
                    return located == null ? null : located.place().name();
                };
            case REGION -> {
                Network network = nodes.recent();
                yield key -> network.find(key).map(node -> node.name()).orElse(null);
            }
            case SKU, CHANNEL, TIER -> key -> null;
        };
    }
}
