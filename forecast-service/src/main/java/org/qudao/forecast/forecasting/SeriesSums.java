package org.qudao.forecast.forecasting;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
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
        private final Map<String, Price> prices = new HashMap<>(2);
    }

    private record Price(long units, BigDecimal net) {
        Price plus(Price other) {
            return new Price(units + other.units, net.add(other.net));
        }
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
            month.prices.merge(cell.currency(), new Price(cell.priced(), cell.netAmount()), Price::plus);
        }
        units += cell.ordered();
        for (String node : promotedNodes) {
            if (around.isAtOrBelow(cell.nodeId(), node)) {
                unitsOfNodes.merge(node, cell.ordered(), Long::sum);
            }
        }
    }

    SeriesHistory history(SeriesKey key, Surroundings around, YearMonth asOf) {
        YearMonth first = months.firstKey();
        int length = (int) ChronoUnit.MONTHS.between(first, asOf) + 1;
        String currency = mainCurrency();
        List<Long> ordered = new ArrayList<>(length);
        List<Double> prices = new ArrayList<>(length);
        Set<Integer> stockedOut = new HashSet<>();
        for (int t = 0; t < length; t++) {
            YearMonth at = first.plusMonths(t);
            Month month = months.get(at);
            ordered.add(month == null ? 0L : month.ordered);
            prices.add(price(month, currency));
            boolean material = around.stockOuts().days(key.sku(), at) >= MATERIAL_SHARE * at.lengthOfMonth();
            if (material && (month == null || !month.orderedWhileOut)) {
                stockedOut.add(t);
            }
        }
        Map<String, Double> shares = new HashMap<>();
        unitsOfNodes.forEach((node, ofNode) -> shares.put(node, (double) ofNode / units));
        return new SeriesHistory(key, ordered, prices, stockedOut, shares);
    }

    /** Prices in other currencies than that of most units are not compared with it. */
    private String mainCurrency() {
        Map<String, Long> byCurrency = new TreeMap<>();
        months.values()
                .forEach(month -> month.prices.forEach(
                        (currency, price) -> byCurrency.merge(currency, price.units(), Long::sum)));
        return byCurrency.entrySet().stream()
                .max(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    private static double price(@Nullable Month month, String currency) {
        Price price = month == null ? null : month.prices.get(currency);
        return price == null
                ? Double.NaN
                : price.net()
                        .divide(BigDecimal.valueOf(price.units()), MathContext.DECIMAL64)
                        .doubleValue();
    }
}
