package org.qudao.forecast.forecasting;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.model.DemandHistory;
import org.qudao.forecast.model.Promotion;
import org.qudao.forecast.model.SeriesKey;

/** Adds up the orders of one series. */
final class SeriesSums {
    /** A stock-out of fewer days hides little. */
    private static final double MATERIAL_SHARE = 0.25;

    private final TreeMap<YearMonth, Month> months = new TreeMap<>();
    private final Map<String, Long> unitsOfNodes = new HashMap<>();
    private long units;

    private static final class Month {
        private long ordered;
        private boolean orderedWhileOut;
        private long priced;
        private BigDecimal netAmount = BigDecimal.ZERO;
    }

    static Set<String> promotedNodes(Surroundings around) {
        return around.promotions().stream()
                .map(Promotion::nodeId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    void add(DemandHistory.Cell cell, Surroundings around, Set<String> promotedNodes) {
        Month month = months.computeIfAbsent(cell.month(), key -> new Month());
        month.ordered += cell.ordered();
        month.orderedWhileOut |= around.wasOut(cell.sku(), cell.on());
        if (cell.priced() > 0) {
            month.priced += cell.priced();
            month.netAmount = month.netAmount.add(cell.netAmount());
        }
        units += cell.ordered();
        for (String node : promotedNodes) {
            if (around.isAtOrBelow(cell.nodeId(), node)) {
                unitsOfNodes.merge(node, cell.ordered(), Long::sum);
            }
        }
    }

    SeriesHistory history(SeriesKey key, Surroundings around, YearMonth asOf, Set<YearMonth> unrecorded) {
        YearMonth first = months.firstKey();
        int length = (int) ChronoUnit.MONTHS.between(first, asOf) + 1;
        List<Long> ordered = new ArrayList<>(length);
        List<Double> prices = new ArrayList<>(length);
        Set<Integer> stockedOut = new HashSet<>();
        Set<Integer> unknown = new TreeSet<>();
        for (int t = 0; t < length; t++) {
            YearMonth at = first.plusMonths(t);
            Month month = months.get(at);
            ordered.add(month == null ? 0L : month.ordered);
            prices.add(price(month));
            boolean material = around.stockOuts().days(key.sku(), at) >= MATERIAL_SHARE * at.lengthOfMonth();
            if (unrecorded.contains(at)) {
                unknown.add(t);
            } else if (material && (month == null || !month.orderedWhileOut)) {
                stockedOut.add(t);
            }
        }
        Map<String, Double> shares = new HashMap<>();
        unitsOfNodes.forEach((node, ofNode) -> shares.put(node, (double) ofNode / units));
        return new SeriesHistory(key, ordered, unknown, prices, stockedOut, shares);
    }

    private static double price(@Nullable Month month) {
        return month == null || month.priced == 0
                ? Double.NaN
                : month.netAmount
                        .divide(BigDecimal.valueOf(month.priced), MathContext.DECIMAL64)
                        .doubleValue();
    }
}
