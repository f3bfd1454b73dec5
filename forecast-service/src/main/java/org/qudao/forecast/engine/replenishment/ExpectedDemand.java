package org.qudao.forecast.engine.replenishment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Forecast of the next periods.
 *
 * @param periodDays length of a period; a month counts 30.4375 days (365.25 ÷ 12)
 * @param means expected demand per period from the next one on, or from the one that has begun; the last repeats beyond the horizon
 * @param error how far their sums may be wrong
 * @param passedDays days of the first period that are over; their part of its demand has come
 * @param multiples how far above its mean it must be covered; null where no calibrated quantile is known and a distribution must do
 */
public record ExpectedDemand(
        double periodDays,
        List<Double> means,
        CumulativeError error,
        double passedDays,
        @Nullable SafetyMultiples multiples) {
    public static final double DAYS_PER_MONTH = 30.4375;

    public ExpectedDemand {
        if (means.isEmpty() || periodDays <= 0 || !(passedDays >= 0 && passedDays < periodDays)) {
            throw new IllegalArgumentException("no period, a period without days, or more days over than it has");
        }
        means = List.copyOf(means);
    }

    /** Without calibrated quantiles. */
    public ExpectedDemand(double periodDays, List<Double> means, CumulativeError error, double passedDays) {
        this(periodDays, means, error, passedDays, null);
    }

    /** From the next period on, with errors that are independent from period to period. */
    public ExpectedDemand(double periodDays, List<Double> means, double deviation) {
        this(periodDays, means, new CumulativeError(List.of(deviation)), 0);
    }

    /** Demand of the first {@code days} days; part of a period counts proportionally. */
    double over(double days) {
        return until(passedDays + days) - until(passedDays);
    }

    private double until(double days) {
        double rest = days / periodDays;
        double sum = 0;
        for (int k = 0; rest > 0; k++) {
            double part = Math.min(1, rest);
            sum += part * means.get(Math.min(k, means.size() - 1));
            rest -= part;
        }
        return sum;
    }

    /** Of the error of the first {@code days} days. */
    double variance(double days) {
        return error.variance(days / periodDays);
    }
}
