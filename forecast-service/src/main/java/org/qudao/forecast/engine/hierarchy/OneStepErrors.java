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

    /**
     * Rows for all nodes; the first season, to which the start was fitted, is left out. A node that begins later has none before: zeros
     * before a launch are no forecasts that came true.
     */
    static ErrorHistory of(Histories histories, int frequency) {
        int length = histories.length();
        int skipped = Math.min(length, season(length, frequency));
        double[][] errors = new double[histories.nodes().length][length - skipped];
        int[] known = new int[errors.length];
        for (int i = 0; i < errors.length; i++) {
            double[] own = best(histories.known(i, length), frequency);
            known[i] =
                    Math.min(own.length, length - skipped); // a node too short for seasons leaves out one period only
            System.arraycopy(own, own.length - known[i], errors[i], length - skipped - known[i], known[i]);
        }
        return new ErrorHistory(errors, known);
    }

    private static int season(int length, int frequency) {
        return frequency > 1 && length >= 3 * frequency ? frequency : 1;
    }

    /** Without those of the first season. */
    private static double[] best(double[] history, int frequency) {
        int season = season(history.length, frequency);
        double[] best = smoothed(history, season, ALPHAS[0], GAMMAS[0]);
        for (double alpha : ALPHAS) {
            for (double gamma : season > 1 ? GAMMAS : new double[] {0}) {
                double[] other = smoothed(history, season, alpha, gamma);
                best = squares(other, season) < squares(best, season) ? other : best;
            }
        }
        return Arrays.copyOfRange(best, Math.min(season, history.length), history.length);
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
