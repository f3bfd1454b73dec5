package org.qudao.forecast.forecasting;

import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.qudao.forecast.model.DemandHistory;
import org.qudao.forecast.model.SeriesKey;

/**
 * Monthly demand of one series from its first sale to the run's last month; months without an order are zero.
 *
 * @param months the oldest first
 */
record SeriesHistory(SeriesKey key, List<Long> months) {

    /** Adds up cells into series; series without demand up to {@code asOf} are left out. */
    static List<SeriesHistory> of(DemandHistory demand, Map<String, String> regions, YearMonth asOf) {
        Map<SeriesKey, TreeMap<YearMonth, Long>> sums = new TreeMap<>();
        demand.readAll(cell -> {
            if (cell.month().isAfter(asOf)) {
                return;
            }
            String region = regions.getOrDefault(cell.nodeId(), SeriesKey.NO_REGION);
            sums.computeIfAbsent(new SeriesKey(cell.sku(), region, cell.channel()), key -> new TreeMap<>())
                    .merge(cell.month(), cell.ordered(), Long::sum);
        });
        List<SeriesHistory> series = new ArrayList<>(sums.size());
        sums.forEach((key, months) -> series.add(new SeriesHistory(key, filled(months, asOf))));
        return series;
    }

    private static List<Long> filled(TreeMap<YearMonth, Long> months, YearMonth asOf) {
        YearMonth first = months.firstKey();
        int length = (int) ChronoUnit.MONTHS.between(first, asOf) + 1;
        List<Long> filled = new ArrayList<>(length);
        for (int t = 0; t < length; t++) {
            filled.add(months.getOrDefault(first.plusMonths(t), 0L));
        }
        return filled;
    }

    double[] values() {
        return months.stream().mapToDouble(Long::doubleValue).toArray();
    }
}
