package org.qudao.forecast.forecasting;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.qudao.forecast.model.DemandHistory;
import org.qudao.forecast.model.SeriesKey;

/**
 * Monthly demand of one series from its first sale to the run's last month; months without an order are zero.
 *
 * @param months the oldest first
 * @param unrecorded months of which nobody told, in their order
 * @param prices mean net price per unit of each month, NaN where nobody ordered or the price is not known
 * @param stockedOut months in which demand was at least what was ordered: no warehouse had the product on a quarter of the days, and
 *     nobody ordered on those. Where somebody did, the order is in the demand already, delivered or not.
 * @param shares share of the units that came from or below a node, for nodes that have promotions of their own
 */
record SeriesHistory(
        SeriesKey key,
        List<Long> months,
        Set<Integer> unrecorded,
        List<Double> prices,
        Set<Integer> stockedOut,
        Map<String, Double> shares) {

    private static final int YEAR = 12;

    /** Adds up cells into series; series without demand up to {@code asOf} are left out. */
    static List<SeriesHistory> of(DemandHistory demand, Surroundings around, YearMonth asOf) {
        Set<String> promoted = SeriesSums.promotedNodes(around);
        Map<SeriesKey, SeriesSums> sums = new TreeMap<>();
        demand.readAll(cell -> {
            if (!cell.month().isAfter(asOf)) {
                sums.computeIfAbsent(
                                new SeriesKey(cell.sku(), around.region(cell.nodeId()), cell.channel()),
                                key -> new SeriesSums())
                        .add(cell, around, promoted);
            }
        });
        Set<YearMonth> unrecorded = demand.unrecorded();
        List<SeriesHistory> series = new ArrayList<>(sums.size());
        sums.forEach((key, sum) -> series.add(sum.history(key, around, asOf, unrecorded)));
        return series;
    }

    /** A product that nobody has ordered yet. */
    static SeriesHistory unsold(SeriesKey key) {
        return new SeriesHistory(key, List.of(0L), Set.of(), List.of(Double.NaN), Set.of(), Map.of());
    }

    /** A month of which nobody told is taken to be as the same one of the year before, or in the first year as those before it. */
    double[] values() {
        double[] values = months.stream().mapToDouble(Long::doubleValue).toArray();
        for (int t : unrecorded) {
            values[t] = t < YEAR ? Arrays.stream(values, 0, t).average().orElse(0) : values[t - YEAR];
        }
        return values;
    }
}
