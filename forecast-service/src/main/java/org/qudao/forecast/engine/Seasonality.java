package org.qudao.forecast.engine;

import java.util.Arrays;

/** Seasonal indices of a history: multiplicative where all values are positive, else additive, or none. */
final class Seasonality {
    /** One-sided 90 % quantile of the normal distribution, as in the M4 benchmarks' test. */
    private static final double TEST_QUANTILE = 1.645;

    private enum Kind {
        NONE,
        ADDITIVE,
        MULTIPLICATIVE
    }

    private final Kind kind;
    private final double[] index;

    private Seasonality(Kind kind, double[] index) {
        this.kind = kind;
        this.index = index;
    }

    static Seasonality none() {
        return new Seasonality(Kind.NONE, new double[0]);
    }

    /**
     * Tests for seasonality (Assimakopoulos &amp; Nikolopoulos 2000; 90 % test on the autocorrelation at the seasonal lag
     * as in Makridakis, Spiliotis &amp; Assimakopoulos 2020) and estimates shrunken indices when it is there.
     */
    static Seasonality of(double[] y, int frequency) {
        return isSeasonal(y, frequency) ? estimated(y, frequency) : none();
    }

    static Seasonality estimated(double[] y, int frequency) {
        boolean positive = Arrays.stream(y).min().orElse(0) > 0;
        Kind kind = positive ? Kind.MULTIPLICATIVE : Kind.ADDITIVE;
        double[] index = decompose(y, frequency, positive);
        return index.length == 0 ? none() : new Seasonality(kind, index);
    }

    static boolean isSeasonal(double[] y, int frequency) {
        if (frequency < 2 || y.length < 3 * frequency) {
            return false;
        }
        double mean = Arrays.stream(y).average().orElse(0);
        double[] d = new double[y.length];
        double variance = 0;
        for (int t = 0; t < y.length; t++) {
            d[t] = y[t] - mean;
            variance += d[t] * d[t];
        }
        if (variance <= 0) {
            return false;
        }
        double squares = 0;
        double atSeason = 0;
        for (int lag = 1; lag <= frequency; lag++) {
            double sum = 0;
            for (int t = lag; t < d.length; t++) {
                sum += d[t] * d[t - lag];
            }
            double correlation = sum / variance;
            if (lag < frequency) {
                squares += correlation * correlation;
            } else {
                atSeason = correlation;
            }
        }
        return Math.abs(atSeason) > TEST_QUANTILE * Math.sqrt((1 + 2 * squares) / y.length);
    }

    /** Classical decomposition by centred moving average (Kendall &amp; Stuart 1983, as R's {@code decompose}). */
    private static double[] decompose(double[] y, int m, boolean multiplicative) {
        int n = y.length;
        int half = m / 2;
        double[] sum = new double[m];
        double[] squares = new double[m];
        int[] count = new int[m];
        for (int t = half; t < n - half; t++) {
            double trend = 0;
            if (m % 2 == 1) {
                for (int k = -half; k <= half; k++) {
                    trend += y[t + k];
                }
            } else {
                trend = 0.5 * (y[t - half] + y[t + half]);
                for (int k = -half + 1; k < half; k++) {
                    trend += y[t + k];
                }
            }
            trend /= m;
            double part = multiplicative ? y[t] / trend : y[t] - trend;
            sum[t % m] += part;
            squares[t % m] += part * part;
            count[t % m]++;
        }
        double[] index = new double[m];
        double mean = 0;
        for (int k = 0; k < m; k++) {
            if (count[k] == 0) {
                return new double[0];
            }
            index[k] = sum[k] / count[k];
            mean += index[k] / m;
        }
        double neutral = multiplicative ? 1 : 0;
        double errorVariance = 0;
        for (int k = 0; k < m; k++) {
            double c = count[k];
            double variance = c > 1 ? Math.max(0, (squares[k] - c * index[k] * index[k]) / (c - 1)) / c : 0;
            errorVariance += variance / m;
            index[k] = multiplicative ? index[k] / mean : index[k] - mean;
        }
        shrink(index, neutral, errorVariance);
        return index;
    }

    /** James–Stein shrinkage of the indices towards "no season" (Miller &amp; Williams 2003, IJF 19, eq. 5). */
    private static void shrink(double[] index, double neutral, double errorVariance) {
        int m = index.length;
        double total = 0;
        for (double s : index) {
            total += (s - neutral) * (s - neutral) / (m - 1);
        }
        if (total <= 0 || m <= 3) {
            return;
        }
        double weight = Math.min(1, (double) (m - 3) / (m - 1) * errorVariance / total);
        for (int k = 0; k < m; k++) {
            index[k] = weight * neutral + (1 - weight) * index[k];
        }
    }

    /** Initial seasonal states for a model that smooths them itself; empty when the history is too short. */
    static double[] indices(double[] y, int frequency, boolean multiplicative) {
        return decompose(y, frequency, multiplicative);
    }

    boolean isPresent() {
        return kind != Kind.NONE;
    }

    double[] removedFrom(double[] y) {
        double[] x = y.clone();
        for (int t = 0; t < x.length && kind != Kind.NONE; t++) {
            double s = index[t % index.length];
            x[t] = kind == Kind.ADDITIVE ? x[t] - s : x[t] / Math.max(s, 1e-6);
        }
        return x;
    }

    /** @param t position counted from the first value of the history */
    double appliedTo(double value, int t) {
        return switch (kind) {
            case NONE -> value;
            case ADDITIVE -> value + index[t % index.length];
            case MULTIPLICATIVE -> value * Math.max(index[t % index.length], 1e-6);
        };
    }

    double scaleAt(int t) {
        return kind == Kind.MULTIPLICATIVE ? Math.max(index[t % index.length], 1e-6) : 1;
    }
}
