package org.qudao.forecast.forecasting;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.engine.drivers.CleanedSeries;
import org.qudao.forecast.engine.drivers.DrivenSeries;
import org.qudao.forecast.engine.drivers.Driver;
import org.qudao.forecast.engine.drivers.DriverTrial;
import org.qudao.forecast.engine.drivers.UpliftEstimates;
import org.qudao.forecast.model.ForecastRun;
import org.qudao.forecast.model.Promotion;

/**
 * The series of a run with what moves them beside their past: promotions by kind, and the mean net price where it varies and where
 * knowing it would have made the forecasts of its category better. Effects are shared within a category.
 */
final class SeriesDrivers {
    static final String PRICE = "price";
    private static final int MONTHS_PER_YEAR = 12;

    /** Prices within a hundredth of each other are one price with rounding. */
    private static final double SMALLEST_VARIATION = 1.01;

    private final ForecastRun run;
    private final Surroundings around;

    private SeriesDrivers(ForecastRun run, Surroundings around) {
        this.run = run;
        this.around = around;
    }

    /** In the order of the series; one without drivers and stock-outs keeps its history to the last bit. */
    static List<CleanedSeries> clean(ForecastRun run, Surroundings around, List<SeriesHistory> series) {
        SeriesDrivers drivers = new SeriesDrivers(run, around);
        List<DrivenSeries> driven = series.stream().map(drivers::driven).toList();
        Map<String, List<DrivenSeries>> byCategory = new TreeMap<>();
        for (int i = 0; i < driven.size(); i++) {
            if (!driven.get(i).drivers().isEmpty()) {
                String category = around.category(series.get(i).key().sku());
                byCategory.computeIfAbsent(category, key -> new ArrayList<>()).add(driven.get(i));
            }
        }
        Map<String, DrivenSeries> used = new LinkedHashMap<>();
        byCategory.replaceAll((category, group) -> DriverTrial.helps(group, PRICE, run.horizonMonths())
                ? group
                : group.stream().map(SeriesDrivers::withoutPrice).toList());
        byCategory.values().forEach(group -> group.forEach(one -> used.put(one.id(), one)));
        UpliftEstimates estimates = UpliftEstimates.ofGroups(byCategory.values());
        return driven.stream()
                .map(one -> used.getOrDefault(one.id(), one))
                .map(one -> CleanedSeries.of(one, estimates.of(one.id())))
                .toList();
    }

    private static DrivenSeries withoutPrice(DrivenSeries series) {
        List<Driver> others = series.drivers().stream()
                .filter(driver -> !driver.name().equals(PRICE))
                .toList();
        return new DrivenSeries(series.id(), series.demand(), series.frequency(), series.stockedOut(), others);
    }

    private DrivenSeries driven(SeriesHistory series) {
        YearMonth first = run.asOf().minusMonths(series.months().size() - 1L);
        int periods = series.months().size() + run.horizonMonths();
        String category = around.category(series.key().sku());
        Map<Promotion.Kind, double[]> strengths = new TreeMap<>();
        for (Promotion promotion : around.promotions()) {
            double share = promotion.nodeId() == null ? 1 : series.shares().getOrDefault(promotion.nodeId(), 0.0);
            if (share > 0 && promotion.isFor(series.key().sku(), category)) {
                double[] ofKind = strengths.computeIfAbsent(promotion.kind(), kind -> new double[periods]);
                for (int t = 0; t < periods; t++) {
                    ofKind[t] += share * promotion.strength() * shareOfMonth(promotion, first.plusMonths(t));
                }
            }
        }
        strengths.values().removeIf(values -> Arrays.stream(values).allMatch(v -> v == 0));
        List<Driver> drivers = new ArrayList<>();
        strengths.forEach((kind, values) -> drivers.add(Driver.campaign(kind.name(), values)));
        addPrice(series, strengths.get(Promotion.Kind.PRICE_CUT), periods, drivers);
        return new DrivenSeries(series.key().id(), series.values(), MONTHS_PER_YEAR, series.stockedOut(), drivers);
    }

    private static double shareOfMonth(Promotion promotion, YearMonth month) {
        LocalDate from = promotion.from().isAfter(month.atDay(1)) ? promotion.from() : month.atDay(1);
        LocalDate to = promotion.to().isBefore(month.atEndOfMonth()) ? promotion.to() : month.atEndOfMonth();
        return Math.max(0, ChronoUnit.DAYS.between(from, to) + 1) / (double) month.lengthOfMonth();
    }

    /**
     * What will be paid is not known, so the last price stays. In months of a price cut the price before it stands in: the cut is a driver
     * of its own and must not count twice.
     */
    private static void addPrice(SeriesHistory series, double @Nullable [] cuts, int periods, List<Driver> drivers) {
        double[] prices = new double[periods];
        double last = Double.NaN;
        double lowest = Double.POSITIVE_INFINITY;
        double highest = 0;
        for (int t = 0; t < periods; t++) {
            double price = t < series.prices().size() ? series.prices().get(t) : Double.NaN;
            boolean isCut = cuts != null && cuts[t] > 0;
            if (price > 0 && !isCut) {
                last = price;
                lowest = Math.min(lowest, price);
                highest = Math.max(highest, price);
            }
            // A month without orders has no price, and no demand that it could explain.
            prices[t] = price > 0 || t >= series.prices().size() ? last : Double.NaN;
        }
        if (highest > SMALLEST_VARIATION * lowest) {
            drivers.add(Driver.price(PRICE, prices));
        }
    }
}
