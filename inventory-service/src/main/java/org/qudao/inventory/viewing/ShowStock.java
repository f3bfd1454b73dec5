package org.qudao.inventory.viewing;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.qudao.inventory.network.Network;
import org.qudao.inventory.network.Nodes;
import org.qudao.inventory.stock.Balance;
import org.qudao.inventory.stock.BalanceKey;
import org.qudao.inventory.viewing.StockFilter.Located;
import org.qudao.inventory.viewing.StockFilter.Selection;
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

    record Grouped(By by, List<Group> rows, Group total, LocalDate asOf, String daysOfCoverFormula) {}

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

    Grouped grouped(By by, Selection selection, @Nullable String sku) {
        Set<String> places = selection.placesOrAll();
        Map<String, Balance> sums = new TreeMap<>();
        Map<String, Long> outflows = new HashMap<>();
        long outflow = 0;
        if (by == By.SKU) {
            sums.putAll(stock.sumsBySku(places, sku));
            outflows.putAll(stock.outflowsBySku(places, sku, windowStart()));
            outflow = outflows.values().stream().mapToLong(Long::longValue).sum();
        } else {
            stock.sumsByPlace(places, sku)
                    .forEach((place, sum) -> sums.merge(groupOf(by, selection, place), sum, Balance::plus));
            for (StockViews.Flow flow : stock.flows(places, sku, windowStart())) {
                String group = groupOf(by, selection, flow.from());
                boolean goesElsewhere = !selection.places().containsKey(flow.to());
                if (goesElsewhere) {
                    outflow += flow.units();
                }
                if (goesElsewhere || !group.equals(groupOf(by, selection, flow.to()))) {
                    outflows.merge(group, flow.units(), Long::sum);
                }
            }
        }
        Function<String, @Nullable String> names = names(by, selection);
        List<Group> rows = sums.entrySet().stream()
                .map(entry -> group(
                        entry.getKey(),
                        names.apply(entry.getKey()),
                        entry.getValue(),
                        outflows.getOrDefault(entry.getKey(), 0L)))
                .sorted(Comparator.comparingLong(Group::units).reversed().thenComparing(Group::key))
                .toList();
        Balance sum = sums.values().stream().reduce(Balance.ZERO, Balance::plus);
        return new Grouped(by, rows, group("TOTAL", null, sum, outflow), LocalDate.now(clock), DaysOfCover.FORMULA);
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
