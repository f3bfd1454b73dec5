package org.qudao.forecast.engine.hierarchy;

import java.util.Arrays;

/**
 * In-sample one-step errors of a series, from which the covariance between nodes is estimated: exponential smoothing of
 * level and additive season (Winters 1960 without trend, ETS(A,N,A)), its two constants chosen from a grid by squared error. It
 * need not be the model that forecasts: reconciliation only uses how errors of nodes move together and their size.
 */
final class OneStepErrors {
    private static final double[] ALPHAS = {0.02, 0.1, 0.2, 0.35, 0.55, 0.8};
    private static final double[] GAMMAS = {0.02, 0.1, 0.25};

    private OneStepErrors() {}

    /** Rows for all nodes; the first season, to which the start was fitted, is left out. */
    static ErrorHistory of(double[][] histories, int frequency) {
        int length = histories[0].length;
        boolean seasonal = frequency > 1 && length >= 3 * frequency;
        int season = seasonal ? frequency : 1;
        double[][] errors = new double[histories.length][];
        for (int i = 0; i < histories.length; i++) {
            double[] best = smoothed(histories[i], season, ALPHAS[0], GAMMAS[0]);
            for (double alpha : ALPHAS) {
                for (double gamma : seasonal ? GAMMAS : new double[] {0}) {
                    double[] other = smoothed(histories[i], season, alpha, gamma);
                    best = squares(other, season) < squares(best, season) ? other : best;
                }
            }
            errors[i] = Arrays.copyOfRange(best, Math.min(season, length), length);
        }
        return new ErrorHistory(errors);
    }

    private static double[] smoothed(double[] y, int season, double alpha, double gamma) {
        int start = Math.min(y.length, season == 1 ? 4 : 2 * season);
        double level = 0;
        for (int t = 0; t < start; t++) {
            level += y[t] / start;
        }
        double[] index = new double[season];
        for (int t = 0; t < start && season > 1; t++) {
            index[t % season] += (y[t] - level) / 2;
        }
        double[] errors = new double[y.length];
        for (int t = 0; t < y.length; t++) {
            int s = t % season;
            double error = y[t] - level - index[s];
            errors[t] = error;
            level += alpha * error;
            index[s] += season > 1 ? gamma * error : 0;
        }
        return errors;
    }

    private static double squares(double[] errors, int from) {
        double sum = 0;
        for (int t = from; t < errors.length; t++) {
            sum += errors[t] * errors[t];
        }
        return sum;
    }
}
