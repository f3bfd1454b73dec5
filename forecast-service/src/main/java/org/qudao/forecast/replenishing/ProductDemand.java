package org.qudao.forecast.replenishing;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.qudao.forecast.engine.replenishment.CumulativeError;
import org.qudao.forecast.engine.replenishment.ExpectedDemand;
import org.qudao.forecast.model.Proposal;

/**
 * Expected demand of a product at one place: the sum of its series' forecasts, of which the place serves its share. Errors
 * of different series are taken as independent, so variances are added and shared.
 */
record ProductDemand(
        int series, double share, List<Proposal.MonthDemand> months, CumulativeError error, double passedDays) {

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
        return new ProductDemand(current.size(), share, months, error, begun ? daysOfMonth(today) : 0);
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
                passedDays);
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
