package org.qudao.forecast.engine;

import org.hipparchus.special.Gamma;

/**
 * Gamma distributed demand: skewed, never negative (Burgin 1975, "The gamma distribution and inventory control", ORQ 26). From a shape of
 * 1 on by the cube-root approximation of Wilson &amp; Hilferty 1931, which is within a percent there; below that, where it is far off,
 * by the incomplete gamma function.
 *
 * @param shape (mean ÷ deviation)²
 * @param mean above 0
 */
public record GammaDemand(double shape, double mean) implements Distribution {
    /** Below it the cube root will not do. */
    public static final double SKEWED = 1;

    private static final int HALVINGS = 200;
    private static final double PRECISE = 1e-12;
    private static final int MOST_TERMS = 10_000;

    public static GammaDemand of(double mean, double deviation) {
        double ratio = mean / deviation;
        return new GammaDemand(ratio * ratio, mean);
    }

    public boolean isSkewed() {
        return shape < SKEWED;
    }

    @Override
    public double quantile(double level) {
        if (!isSkewed()) {
            double root = Math.max(0, 1 - 1 / (9 * shape) + Normal.quantile(level) / Math.sqrt(9 * shape));
            return mean * root * root * root;
        }
        double low = 0;
        double high = 1;
        while (probability(high) < level && high < 1e6) {
            low = high;
            high *= 2;
        }
        for (int k = 0; k < HALVINGS && high - low > PRECISE * high; k++) {
            double middle = (low + high) / 2;
            if (probability(middle) < level) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high * (mean / shape);
    }

    @Override
    public double below(double value) {
        if (value <= 0) {
            return 0;
        }
        if (!isSkewed()) {
            return Normal.probability((Math.cbrt(value / mean) - 1 + 1 / (9 * shape)) * Math.sqrt(9 * shape));
        }
        return probability(value * (shape / mean));
    }

    /** @param x in units of the scale, which is the mean divided by the shape */
    private double probability(double x) {
        return Gamma.regularizedGammaP(shape, x, PRECISE, MOST_TERMS);
    }
}
