package org.qudao.forecast.engine.replenishment;

import java.util.List;

/**
 * Forecast of the next periods.
 *
 * @param periodDays length of a period; a month counts 30.4375 days (365.25 ÷ 12)
 * @param means expected demand per period from the next one on; the last repeats beyond the horizon
 * @param deviation standard deviation of the forecast error of one period
 */
public record ExpectedDemand(double periodDays, List<Double> means, double deviation) {
    public static final double DAYS_PER_MONTH = 30.4375;

    public ExpectedDemand {
        if (means.isEmpty() || periodDays <= 0 || !(deviation >= 0)) {
            throw new IllegalArgumentException("no period, a period without days, or a negative deviation");
        }
        means = List.copyOf(means);
    }

    /** Demand of the first {@code days} days; part of a period counts proportionally. */
    double over(double days) {
        double rest = days / periodDays;
        double sum = 0;
        for (int k = 0; rest > 0; k++) {
            double part = Math.min(1, rest);
            sum += part * means.get(Math.min(k, means.size() - 1));
            rest -= part;
        }
        return sum;
    }
}
