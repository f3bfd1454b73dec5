package org.qudao.forecast.engine.replenishment;

import org.jspecify.annotations.Nullable;
import org.qudao.forecast.engine.Counts;
import org.qudao.forecast.engine.GammaDemand;
import org.qudao.forecast.engine.Normal;

/**
 * Demand over the protection interval, and the stock that covers it at a service level.
 *
 * @param mean and {@code deviation} over the interval, the uncertainty of the lead time included
 * @param multiples calibrated on what came, and {@code periods} of the interval; null where a distribution must do
 */
record Protection(double mean, double deviation, @Nullable SafetyMultiples multiples, double periods) {

    /** Writes down how the stock above the mean is found, and answers it; never below zero, for a quantile may lie below the mean. */
    double safetyStock(Distribution wanted, double level, Sheet sheet) {
        if (wanted == Distribution.AUTOMATIC && multiples != null && multiples.isKnown(periods)) {
            return calibrated(multiples, level, sheet);
        }
        return switch (wanted.of(mean, deviation)) {
            case NORMAL, AUTOMATIC -> normal(level, sheet);
            case GAMMA -> above(gamma(level, sheet), sheet);
            case NEGATIVE_BINOMIAL -> above(counts(level, sheet), sheet);
        };
    }

    private double calibrated(SafetyMultiples known, double level, Sheet sheet) {
        double z = known.line(periods, level, sheet);
        return z < 0
                ? sheet.line("safetyStock", "SS = 0: the quantile is not above the mean", "z = %s", 0, z)
                : sheet.line("safetyStock", "SS = z × σ(L + R)", "%s × %s", z * deviation, z, deviation);
    }

    private double normal(double level, Sheet sheet) {
        double z = sheet.line("safetyFactor", "z = Φ⁻¹(service level)", "Φ⁻¹(%s)", Normal.quantile(level), level);
        return sheet.line("safetyStock", "SS = z × σ(L + R)", "%s × %s", z * deviation, z, deviation);
    }

    private double above(double quantile, Sheet sheet) {
        return sheet.line(
                "safetyStock",
                "SS = q − D(L + R), not below 0",
                "%s − %s",
                Math.max(0, quantile - mean),
                quantile,
                mean);
    }

    /** On paper by the cube root where that will do, else by a spreadsheet's function. */
    private double gamma(double level, Sheet sheet) {
        GammaDemand demand = GammaDemand.of(mean, deviation);
        double shape = demand.shape();
        if (demand.isSkewed()) {
            sheet.line("gammaShape", "k = (D(L + R) ÷ σ(L + R))²", "(%s ÷ %s)²", shape, mean, deviation);
            return sheet.line(
                    "protectionQuantile",
                    "q = quantile of the gamma distribution of shape k and scale D(L + R) ÷ k; in a spreadsheet GAMMA.INV",
                    "GAMMA.INV(%s; %s; %s)",
                    demand.quantile(level),
                    level,
                    shape,
                    mean / shape);
        }
        double z = sheet.line("safetyFactor", "z = Φ⁻¹(service level)", "Φ⁻¹(%s)", Normal.quantile(level), level);
        sheet.line("gammaShape", "k = (D(L + R) ÷ σ(L + R))²", "(%s ÷ %s)²", shape, mean, deviation);
        return sheet.line(
                "protectionQuantile",
                "q = D(L + R) × (1 − 1 ÷ 9k + z ÷ √(9k))³",
                "%s × (1 − 1 ÷ (9 × %s) + %s ÷ √(9 × %s))³",
                demand.quantile(level),
                mean,
                shape,
                z,
                shape);
    }

    private double counts(double level, Sheet sheet) {
        double variance = deviation * deviation;
        double quantile = new Counts(mean, variance).quantile(level);
        if (variance <= mean) {
            return sheet.line(
                    "protectionQuantile",
                    "q = smallest whole number with P(Poisson ≤ q) ≥ service level",
                    "Poisson of mean %s at %s",
                    quantile,
                    mean,
                    level);
        }
        return sheet.line(
                "protectionQuantile",
                "q = smallest whole number with P(negative binomial ≤ q) ≥ service level; r = D² ÷ (σ² − D), p = D ÷ σ²",
                "r = %s, p = %s at %s",
                quantile,
                mean * mean / (variance - mean),
                mean / variance,
                level);
    }
}
