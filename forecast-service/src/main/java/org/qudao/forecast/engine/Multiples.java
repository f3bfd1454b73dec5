package org.qudao.forecast.engine;

import java.util.Arrays;

/** How many spreads away from the mean a quantile lies. */
interface Multiples {
    /** Normal quantiles widened by a tenth for the estimation error that plug-in variances leave out (Chatfield 1993). */
    Multiples STANDARD = level -> 1.1 * Normal.quantile(level);

    /** @param level between 0 and 1, both excluded @return negative below the median */
    double at(double level);

    /**
     * Split-conformal quantiles (Papadopoulos et al. 2002) of signed errors in spreads. Half way between the symmetric and
     * the one-sided quantile: a trend common to the pool must not turn into skewness.
     *
     * @param series number of series they come from: errors of one series are no independent draws, so that the correction for few
     *     draws counts series
     */
    static Multiples of(double[] scores, double series) {
        double[] signed = thinned(scores);
        double[] absolute = new double[scores.length];
        for (int i = 0; i < absolute.length; i++) {
            absolute[i] = Math.abs(scores[i]);
        }
        double[] symmetric = thinned(absolute);
        return level -> {
            double half = quantile(symmetric, Math.abs(2 * level - 1), series);
            return level < 0.5
                    ? Math.min(0, (quantile(signed, level, series) - half) / 2)
                    : Math.max(0, (quantile(signed, level, series) + half) / 2);
        };
    }

    /** Sorted, and at most about two thousand of them, evenly taken. */
    private static double[] thinned(double[] scores) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        int most = 2_001;
        if (sorted.length <= most) {
            return sorted;
        }
        double[] out = new double[most];
        for (int i = 0; i < most; i++) {
            out[i] = sorted[(int) Math.round((double) i * (sorted.length - 1) / (most - 1))];
        }
        return out;
    }

    private static double quantile(double[] sorted, double level, double series) {
        double scoresPerSeries = sorted.length / series;
        int rank = level < 0.5
                ? (int) Math.floor((level * (series + 1) - 1) * scoresPerSeries)
                : (int) Math.ceil(level * (series + 1) * scoresPerSeries) - 1;
        return sorted[Math.clamp(rank, 0, sorted.length - 1)];
    }
}
