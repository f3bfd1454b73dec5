package org.qudao.forecast.engine;

import java.util.List;

/**
 * A forecast before calibration.
 *
 * @param mean point forecast per step
 * @param spread standard deviation of the forecast error per step
 */
@SuppressWarnings("ArrayRecordComponent") // internal to the hot loop, never compared
record Path(double[] mean, double[] spread) {
    private static final double CORRELATION = 0.8;

    /**
     * Weighted mean of the paths; spreads are averaged too, which is safe when errors of the members are strongly
     * correlated.
     */
    static Path average(List<Path> paths, double[] weights) {
        int steps = paths.getFirst().mean.length;
        double[] mean = new double[steps];
        double[] spread = new double[steps];
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] == 0) {
                continue;
            }
            Path path = paths.get(i);
            for (int h = 0; h < steps; h++) {
                mean[h] += weights[i] * path.mean[h];
                spread[h] += weights[i] * path.spread[h];
            }
        }
        return new Path(mean, spread);
    }

    /** Every level multiplied. */
    Path times(double factor) {
        for (int h = 0; h < mean.length && factor != 1; h++) {
            mean[h] *= factor;
            spread[h] *= factor;
        }
        return this;
    }

    /** Every mean as many times as far from a base; spreads are the calibration's business. */
    Path from(double[] base, double factor) {
        for (int h = 0; h < mean.length && factor != 1; h++) {
            mean[h] = base[h] + factor * (mean[h] - base[h]);
        }
        return this;
    }

    /**
     * Standard deviation of the error of the sum of the first steps. Errors of neighbouring steps share most of their cause;
     * a correlation that falls by a fifth per step stands in between none and full.
     */
    double spreadOfSum(int steps) {
        double variance = 0;
        double earlier = 0;
        for (int h = 0; h < steps; h++) {
            variance += spread[h] * (spread[h] + 2 * earlier);
            earlier = CORRELATION * (earlier + spread[h]);
        }
        return Math.sqrt(variance);
    }

    int steps() {
        return mean.length;
    }

    boolean isUsable() {
        for (int h = 0; h < mean.length; h++) {
            if (!Double.isFinite(mean[h]) || !Double.isFinite(spread[h])) {
                return false;
            }
        }
        return true;
    }
}
