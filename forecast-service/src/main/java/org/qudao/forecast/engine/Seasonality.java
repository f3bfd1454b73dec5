package org.qudao.forecast.engine;

import java.util.Arrays;

/** Seasonal indices of a history: multiplicative where all values are positive, else additive, or none. */
final class Seasonality {
    /** One-sided 90 % quantile of the normal distribution, as in the M4 benchmarks' test. */
    private static final double TEST_QUANTILE = 1.645;

    /** Weight of a season relative to the next one; and shrinkage relative to the formula's. Both by backtests within the training parts of M1, NN3, hospital and tourism. */
    private static final double DECAY = 0.8;

    /** Those before weigh less than a billionth of the last one, and of very long series nothing that is a number. */
    private static final int MOST_SEASONS = 100;

    private static final double SHRINKAGE = 2;
    private static final double SHARE_WHEN_SEEN_ONCE = 0.25;
    private static final int FEWEST_DEMANDS = 4;

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

    /** Multiplicative where all values are positive, else additive; none where two seasons are not complete. */
    static Seasonality of(double[] y, int frequency) {
        return of(y, frequency, isPositive(y));
    }

    static Seasonality additive(double[] y, int frequency) {
        return of(y, frequency, false);
    }

    private static Seasonality of(double[] y, int frequency, boolean multiplicative) {
        if (frequency < 2 || y.length < 2 * frequency + 2) {
            return none();
        }
        double[] index = indices(y, frequency, multiplicative);
        return index.length == 0
                ? none()
                : new Seasonality(multiplicative ? Kind.MULTIPLICATIVE : Kind.ADDITIVE, index);
    }

    /** Tests the autocorrelation at the seasonal lag (90 %, as the M4 benchmarks do: Makridakis, Spiliotis &amp; Assimakopoulos 2020). */
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

    /** Indices of the classical decomposition by centred moving average (Kendall &amp; Stuart 1983, as R's {@code decompose}). */
    static double[] decompose(double[] y, int m, boolean multiplicative) {
        return indices(y, m, multiplicative, 1, 0);
    }

    /** As {@link #decompose}, with recent seasons counting more and shrunken; empty when the history is too short. */
    static double[] indices(double[] y, int m, boolean multiplicative) {
        return indices(y, m, multiplicative, DECAY, SHRINKAGE);
    }

    private static double[] indices(double[] y, int m, boolean multiplicative, double decay, double shrinkage) {
        int n = y.length;
        int half = m / 2;
        double[] weight = new double[m];
        double[] squaredWeight = new double[m];
        double[] sum = new double[m];
        double[] squares = new double[m];
        int[] count = new int[m];
        double perStep = Math.pow(decay, 1.0 / m);
        int from = decay < 1 ? Math.max(half, n - half - MOST_SEASONS * m) : half;
        double w = Math.pow(perStep, n - 1 - from);
        for (int t = from; t < n - half; t++) {
            double trend = trend(y, t, m);
            double part = multiplicative ? y[t] / trend : y[t] - trend;
            int k = t % m;
            weight[k] += w;
            squaredWeight[k] += w * w;
            sum[k] += w * part;
            squares[k] += w * part * part;
            count[k]++;
            w /= perStep;
        }
        double[] index = new double[m];
        double mean = 0;
        double errorVariance = 0;
        boolean once = false;
        for (int k = 0; k < m; k++) {
            if (count[k] == 0) {
                return new double[0];
            }
            index[k] = sum[k] / weight[k];
            mean += index[k] / m;
            once |= count[k] == 1;
            double c = count[k];
            double variance = Math.max(0, squares[k] / weight[k] - index[k] * index[k]);
            errorVariance += c > 1 ? variance * c / (c - 1) * squaredWeight[k] / (weight[k] * weight[k]) / m : 0;
        }
        for (int k = 0; k < m; k++) {
            index[k] = multiplicative ? index[k] / mean : index[k] - mean;
        }
        shrink(index, multiplicative ? 1 : 0, shrinkage * errorVariance, once ? shrinkage * SHARE_WHEN_SEEN_ONCE : 0);
        return index;
    }

    /** James–Stein shrinkage of the indices towards "no season" (Miller &amp; Williams 2003, IJF 19, eq. 5). */
    private static void shrink(double[] index, double neutral, double errorVariance, double least) {
        int m = index.length;
        double total = 0;
        for (double s : index) {
            total += (s - neutral) * (s - neutral) / (m - 1);
        }
        if (total <= 0 || m <= 3) {
            return;
        }
        double weight = Math.clamp((double) (m - 3) / (m - 1) * errorVariance / total, least, 1);
        for (int k = 0; k < m; k++) {
            index[k] = weight * neutral + (1 - weight) * index[k];
        }
    }

    /**
     * Share of the detrended variance that the season explains (Wang, Smith &amp; Hyndman 2006); 0 when the history is too
     * short to tell.
     */
    static double strength(double[] y, int m) {
        double[] index = decompose(y, m, false);
        if (index.length == 0) {
            return 0;
        }
        double rest = 0;
        double all = 0;
        double mean = 0;
        double meanRest = 0;
        int half = m / 2;
        int n = y.length - 2 * half;
        for (int pass = 0; pass < 2; pass++) {
            for (int t = half; t < y.length - half; t++) {
                double detrended = y[t] - trend(y, t, m);
                double remainder = detrended - index[t % m];
                if (pass == 0) {
                    mean += detrended / n;
                    meanRest += remainder / n;
                } else {
                    all += (detrended - mean) * (detrended - mean);
                    rest += (remainder - meanRest) * (remainder - meanRest);
                }
            }
        }
        return all <= 0 ? 0 : Math.max(0, 1 - rest / all);
    }

    /**
     * Share of the variance that the means of the season's periods explain, adjusted for their number as a regression's is; 0 when four seasons are
     * not complete, for two or three alike may be chance.
     */
    static double explained(double[] y, int m) {
        int n = y.length;
        if (m < 2 || n < 4 * m) {
            return 0;
        }
        double[] sum = new double[m];
        int[] count = new int[m];
        double mean = 0;
        for (int t = 0; t < n; t++) {
            sum[t % m] += y[t];
            count[t % m]++;
            mean += y[t] / n;
        }
        double all = 0;
        double rest = 0;
        for (int t = 0; t < n; t++) {
            double inSeason = y[t] - sum[t % m] / count[t % m];
            all += (y[t] - mean) * (y[t] - mean);
            rest += inSeason * inSeason;
        }
        return all <= 0 ? 0 : Math.max(0, 1 - rest / (n - m) / (all / (n - 1)));
    }

    /** Share of the periods with demand, from the second season on, that had demand a season before, too; 0 when they are too few to tell. */
    static double recurrence(double[] y, int m) {
        int demands = 0;
        int again = 0;
        for (int t = m; t < y.length; t++) {
            if (y[t] != 0) {
                demands++;
                again += y[t - m] != 0 ? 1 : 0;
            }
        }
        return demands < FEWEST_DEMANDS ? 0 : (double) again / demands;
    }

    static boolean isPositive(double[] y) {
        for (double v : y) {
            if (v <= 0) {
                return false;
            }
        }
        return true;
    }

    /** Centred moving average over one season. */
    private static double trend(double[] y, int t, int m) {
        int half = m / 2;
        double sum = m % 2 == 1 ? y[t - half] + y[t + half] : 0.5 * (y[t - half] + y[t + half]);
        for (int k = -half + 1; k < half; k++) {
            sum += y[t + k];
        }
        return sum / m;
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
