package org.qudao.forecast.engine;

import java.util.Arrays;

/** How often a series must be differenced, and the differences. */
final class Differencing {
    /** 5 % critical value of the level-stationarity test (Kwiatkowski, Phillips, Schmidt &amp; Shin 1992, table 1). */
    private static final double KPSS_BOUND = 0.463;

    /** Seasonal strength above which a season is differenced out (Hyndman &amp; Athanasopoulos 2021, section 9.9). */
    private static final double STRENGTH_BOUND = 0.64;

    private Differencing() {}

    static double[] of(double[] y, int lag) {
        double[] w = new double[Math.max(0, y.length - lag)];
        for (int t = 0; t < w.length; t++) {
            w[t] = y[t + lag] - y[t];
        }
        return w;
    }

    static double[] of(double[] y, int d, int seasonalD, int m) {
        double[] w = y;
        for (int k = 0; k < seasonalD; k++) {
            w = of(w, m);
        }
        for (int k = 0; k < d; k++) {
            w = of(w, 1);
        }
        return w;
    }

    /** Number of ordinary differences, at most two. */
    static int ordinary(double[] y) {
        double[] w = y;
        int d = 0;
        while (d < 2 && w.length > 5 && kpss(w) > KPSS_BOUND) {
            w = of(w, 1);
            d++;
        }
        return d;
    }

    static double kpss(double[] y) {
        int n = y.length;
        double mean = Arrays.stream(y).average().orElse(0);
        int lags = (int) (3 * Math.sqrt(n) / 13);
        double partial = 0;
        double squares = 0;
        double variance = 0;
        for (double v : y) {
            partial += v - mean;
            squares += partial * partial;
            variance += (v - mean) * (v - mean);
        }
        for (int lag = 1; lag <= lags; lag++) {
            double sum = 0;
            for (int t = lag; t < n; t++) {
                sum += (y[t] - mean) * (y[t - lag] - mean);
            }
            variance += 2 * (1 - lag / (lags + 1.0)) * sum;
        }
        return variance <= 0 ? 0 : squares / n / variance;
    }

    /** One seasonal difference where the season is strong. */
    static int seasonal(double[] y, int m) {
        return Seasonality.strength(y, m) > STRENGTH_BOUND ? 1 : 0;
    }
}
