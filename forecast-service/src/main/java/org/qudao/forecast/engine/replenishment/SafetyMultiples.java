package org.qudao.forecast.engine.replenishment;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.engine.Normal;

/**
 * How many standard deviations above its mean the stock for several periods together must lie, as the calibrated quantiles of a forecast
 * have it: z = (quantile − mean) ÷ deviation. Where a whole number of periods is to be covered and the lead time is certain, mean plus z
 * deviations is that quantile again; in between, mean and deviation are those of the days, and z is that of the nearest number of periods.
 *
 * @param source where the quantiles are to be found
 * @param levels of the quantiles, ascending
 * @param sums of the next 1, 2, … periods
 */
public record SafetyMultiples(String source, List<Double> levels, List<Sum> sums) {
    private static final double SAME = 1e-9;

    /** Of some periods together; {@code quantiles} are those of the levels. */
    public record Sum(double mean, double deviation, List<Double> quantiles) {}

    public SafetyMultiples {
        if (levels.size() < 2 || sums.isEmpty()) {
            throw new IllegalArgumentException("fewer than two levels, or no period");
        }
        levels = List.copyOf(levels);
        sums = List.copyOf(sums);
    }

    /**
     * @param means of each period
     * @param deviations of the next 1, 2, … periods together, and {@code quantiles} of these per level
     * @return null without quantiles
     */
    public static @Nullable SafetyMultiples of(
            String source,
            List<Double> means,
            List<Double> deviations,
            List<Double> levels,
            List<List<Double>> quantiles) {
        int periods = Math.min(means.size(), deviations.size());
        for (List<Double> ofLevel : quantiles) {
            periods = Math.min(periods, ofLevel.size());
        }
        if (quantiles.size() < 2 || periods == 0) {
            return null;
        }
        List<Sum> sums = new ArrayList<>();
        double mean = 0;
        for (int k = 0; k < periods; k++) {
            mean += means.get(k);
            int at = k;
            sums.add(new Sum(
                    mean,
                    deviations.get(k),
                    quantiles.stream().map(ofLevel -> ofLevel.get(at)).toList()));
        }
        return new SafetyMultiples(source, levels, sums);
    }

    /** False for demand that is certain: there is no deviation of which there could be a multiple. */
    boolean isKnown(double periods) {
        return sums.get(nearest(periods) - 1).deviation() > 0;
    }

    /** Writes z down and answers it; below zero where the quantile is below the mean. */
    double line(double periods, double level, Sheet sheet) {
        int k = nearest(periods);
        Sum sum = sums.get(k - 1);
        double quantile = quantile(sum, k, level, sheet);
        return sheet.line(
                "safetyFactor",
                "z = (q − D_k) ÷ σ_k: q the quantile of " + source
                        + " for the service level and k periods together, D_k their mean, σ_k their deviation",
                "(%s − %s) ÷ %s, k = %s",
                (quantile - sum.mean()) / sum.deviation(),
                quantile,
                sum.mean(),
                sum.deviation(),
                k);
    }

    private int nearest(double periods) {
        return (int) Math.clamp(Math.round(periods), 1L, sums.size());
    }

    /** Between two levels, and beyond the last two, on the line through both quantiles over those of the normal distribution. */
    private double quantile(Sum sum, int k, double level, Sheet sheet) {
        int above = 1;
        while (above < levels.size() - 1 && levels.get(above) < level - SAME) {
            above++;
        }
        for (int at = above - 1; at <= above; at++) {
            if (Math.abs(levels.get(at) - level) < SAME) {
                return sum.quantiles().get(at);
            }
        }
        double from = levels.get(above - 1);
        double to = levels.get(above);
        double z = Normal.quantile(from);
        double weight = (Normal.quantile(level) - z) / (Normal.quantile(to) - z);
        double low = sum.quantiles().get(above - 1);
        double high = sum.quantiles().get(above);
        return sheet.line(
                "forecastQuantile",
                "q = q_a + (Φ⁻¹(α) − Φ⁻¹(a)) ÷ (Φ⁻¹(b) − Φ⁻¹(a)) × (q_b − q_a): between the quantiles for the levels a and b",
                "a = %s, b = %s, α = %s, k = %s: %s + %s × (%s − %s)",
                Math.max(0, low + weight * (high - low)),
                from,
                to,
                level,
                k,
                low,
                weight,
                high,
                low);
    }
}
