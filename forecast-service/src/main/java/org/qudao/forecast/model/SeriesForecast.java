package org.qudao.forecast.model;

import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.engine.Accuracy;
import org.qudao.forecast.engine.Member;
import org.qudao.forecast.engine.Route;

/**
 * The current forecast of a series.
 *
 * @param asOf last month of the history
 * @param reason why the series took its route
 * @param deviations standard deviations of the forecast error of the next 1, 2, … months together, in units
 * @param quantiles of the demand of these sums, by ascending level; none where too few series were pooled to know them
 * @param history monthly demand up to {@code asOf}, the oldest first
 * @param drivers what moved it beside its own past
 * @param overrides by month; those of past months stay for some years
 */
public record SeriesForecast(
        String id,
        SeriesKey key,
        String runId,
        YearMonth asOf,
        String model,
        Route route,
        String reason,
        List<Member> members,
        Accuracy accuracy,
        List<Double> deviations,
        List<SumQuantile> quantiles,
        List<Long> history,
        List<MonthPoint> points,
        List<UsedDriver> drivers,
        List<ForecastOverride> overrides) {
    private static final int MOST_OVERRIDES = 72;

    /** Months that are not forecast cannot be overridden: the past is known, and nothing follows the horizon. */
    public Optional<SeriesForecast> overridden(YearMonth month, double units, String why, String by, Instant at) {
        return points.stream().filter(p -> p.month().equals(month)).findFirst().map(point -> {
            List<ForecastOverride> changed = new ArrayList<>(without(month));
            changed.add(new ForecastOverride(month, units, why, by, at, point.mean()));
            changed.sort(Comparator.comparing(ForecastOverride::month));
            int surplus = Math.max(0, changed.size() - MOST_OVERRIDES);
            return with(changed.subList(surplus, changed.size()));
        });
    }

    /** Only of months that are forecast; what was decided about the past stays on record. */
    public SeriesForecast overrideWithdrawn(YearMonth month) {
        return month.isAfter(asOf) ? with(without(month)) : this;
    }

    private List<ForecastOverride> without(YearMonth month) {
        return overrides.stream().filter(o -> !o.month().equals(month)).toList();
    }

    public SeriesForecast with(List<ForecastOverride> changed) {
        return new SeriesForecast(
                id,
                key,
                runId,
                asOf,
                model,
                route,
                reason,
                members,
                accuracy,
                deviations,
                quantiles,
                history,
                points,
                drivers,
                List.copyOf(changed));
    }

    /** What counts: the planner's value where there is one. */
    public List<MonthPoint> planned() {
        return planned(points, overrides);
    }

    public static List<MonthPoint> planned(List<MonthPoint> points, List<ForecastOverride> overrides) {
        return points.stream()
                .map(p -> overrides.stream()
                        .filter(o -> o.month().equals(p.month()))
                        .findFirst()
                        .map(o -> new MonthPoint(p.month(), o.units(), p.lo80(), p.hi80(), p.lo95(), p.hi95()))
                        .orElse(p))
                .toList();
    }

    public List<OverrideOutcome> outcomes() {
        return overrides.stream()
                .map(override -> OverrideOutcome.of(override, actual(override.month())))
                .toList();
    }

    private @Nullable Long actual(YearMonth month) {
        long back = ChronoUnit.MONTHS.between(month, asOf);
        return back < 0 || back >= history.size() ? null : history.get((int) (history.size() - 1 - back));
    }
}
