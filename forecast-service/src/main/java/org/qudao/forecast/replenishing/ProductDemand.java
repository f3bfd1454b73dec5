package org.qudao.forecast.replenishing;

import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.qudao.forecast.engine.replenishment.ExpectedDemand;
import org.qudao.forecast.model.Proposal;

/**
 * Expected demand of a product at one place: the sum of its series' forecasts, of which the place serves its share. Errors
 * of different series are taken as independent, so variances are added and shared.
 */
record ProductDemand(int series, double share, List<Proposal.MonthDemand> months, double deviation) {

    /** @param now months before it are over and do not count; a forecast that is over altogether counts as if it began now */
    static ProductDemand of(List<SkuForecasts.Line> lines, double share, YearMonth now) {
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
        double variance = 0;
        for (SkuForecasts.Line line : current) {
            variance += line.deviation() * line.deviation();
        }
        return new ProductDemand(current.size(), share, months, rounded(Math.sqrt(variance * share)));
    }

    ExpectedDemand expected() {
        return new ExpectedDemand(
                ExpectedDemand.DAYS_PER_MONTH,
                months.stream().map(Proposal.MonthDemand::units).toList(),
                deviation);
    }

    Proposal.Demand shown() {
        return new Proposal.Demand(series, share, months, deviation);
    }

    static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
