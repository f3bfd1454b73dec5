package org.qudao.forecast.replenishing;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.engine.replenishment.CumulativeError;
import org.qudao.forecast.engine.replenishment.ExpectedDemand;
import org.qudao.forecast.engine.replenishment.SafetyMultiples;
import org.qudao.forecast.model.Proposal;

/**
 * Expected demand of a product at one place: the sum of its series' forecasts, of which the place serves its share. Errors
 * of different series are taken as independent, so the variances of their sums over the lead time, each calibrated, are added and shared
 * (Eppen 1979, "Effects of centralization on expected costs in a multi-location newsboy problem", Management Science 25). Quantiles do not
 * add up: of rare demand each series' may be zero, and yet the sum needs stock. So only the whole of a single series is covered by its own.
 *
 * @param multiples of the calibrated quantiles of a single series, null for several of them or a share
 */
record ProductDemand(
        int series,
        double share,
        List<Proposal.MonthDemand> months,
        CumulativeError error,
        double passedDays,
        @Nullable SafetyMultiples multiples) {

    /** @param today what lies before it is over and does not count; a forecast that is over altogether counts as if it began now */
    static ProductDemand of(List<SkuForecasts.Line> lines, double share, LocalDate today) {
        YearMonth now = YearMonth.from(today);
        YearMonth asOf = lines.stream()
                .map(SkuForecasts.Line::asOf)
                .max(YearMonth::compareTo)
                .orElse(now.minusMonths(1));
        List<SkuForecasts.Line> current =
                lines.stream().filter(line -> line.asOf().equals(asOf)).toList();
        int horizon =
                current.stream().mapToInt(line -> line.points().size()).max().orElse(0);
        long passed = Math.max(0, ChronoUnit.MONTHS.between(asOf.plusMonths(1), now));
        int first = passed < horizon ? (int) passed : 0;
        List<Proposal.MonthDemand> months = new ArrayList<>();
        for (int h = first; h < horizon; h++) {
            double sum = 0;
            for (SkuForecasts.Line line : current) {
                sum += h < line.points().size() ? line.points().get(h).mean() : 0;
            }
            months.add(new Proposal.MonthDemand(asOf.plusMonths(h + 1L).toString(), rounded(sum * share)));
        }
        CumulativeError error = CumulativeError.sum(
                        current.stream().map(SkuForecasts.Line::error).toList())
                .share(share)
                .after(first);
        boolean begun = asOf.plusMonths(first + 1L).equals(now);
        return new ProductDemand(
                current.size(),
                share,
                months,
                error,
                begun ? daysOfMonth(today) : 0,
                current.size() == 1 && share == 1 ? current.getFirst().multiples() : null);
    }

    /** Days of the month that are over, of {@link ExpectedDemand#DAYS_PER_MONTH}. */
    static double daysOfMonth(LocalDate today) {
        return ExpectedDemand.DAYS_PER_MONTH * (today.getDayOfMonth() - 1) / today.lengthOfMonth();
    }

    ExpectedDemand expected() {
        return new ExpectedDemand(
                ExpectedDemand.DAYS_PER_MONTH,
                months.stream().map(Proposal.MonthDemand::units).toList(),
                error,
                passedDays,
                multiples);
    }

    Proposal.Demand shown() {
        return new Proposal.Demand(series, share, months, rounded(error));
    }

    static List<Double> rounded(CumulativeError error) {
        return error.deviations().stream().map(ProductDemand::rounded).toList();
    }

    static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
