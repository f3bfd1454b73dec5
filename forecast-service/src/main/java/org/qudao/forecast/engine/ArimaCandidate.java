package org.qudao.forecast.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * An order with its estimated parameters.
 *
 * @param criterion AICc of the conditional sum of squares
 */
@SuppressWarnings("ArrayRecordComponent") // internal to the hot loop, never compared
record ArimaCandidate(ArimaOrder order, double[] parameters, double squares, double criterion) {
    /** Nothing to start from. */
    static final ArimaCandidate UNKNOWN =
            new ArimaCandidate(new ArimaOrder(0, 0, 0, 0, 0, 0, false), new double[0], 0, 0);

    private static final double HOPELESS = 1e12;

    /** @param w the differenced series @param from a neighbour whose parameters the search starts from */
    static ArimaCandidate estimated(double[] w, ArimaOrder order, int m, ArimaCandidate from) {
        ArimaPass pass = new ArimaPass(w, order, m);
        ArimaPass.Estimate estimate = pass.minimise(pass.start(from.order, from.parameters));
        return new ArimaCandidate(order, estimate.parameters(), estimate.squares(), criterion(w, order, estimate));
    }

    static ArimaCandidate known(double[] w, ArimaOrder order, double[] parameters, int m) {
        double squares = new ArimaPass(w, order, m).squares(parameters, new double[w.length]);
        return new ArimaCandidate(order, parameters, squares, 0);
    }

    private static double criterion(double[] w, ArimaOrder order, ArimaPass.Estimate estimate) {
        int n = w.length;
        int k = order.parameters() + 1;
        return n - k - 1 <= 0
                ? HOPELESS * k
                : n * Math.log(Math.max(estimate.squares() / n, 1e-300)) + 2.0 * k * n / (n - k - 1);
    }

    /**
     * Forecasts of the series itself: those of the differenced one, summed up as often as it was differenced.
     *
     * @param once the series after the seasonal difference @param w after all differences
     */
    Path forecast(double[] y, double[] once, double[] w, int m, int horizon) {
        ArimaPass pass = new ArimaPass(w, order, m);
        double[] mean = pass.forecast(parameters, horizon);
        double[] psi = pass.responses(parameters, horizon);
        double[] last = once;
        List<Double> ends = new ArrayList<>(order.d());
        for (int k = 0; k < order.d(); k++) {
            ends.addFirst(last[last.length - 1]);
            last = Differencing.of(last, 1);
        }
        for (double end : ends) {
            double level = end;
            double response = 0;
            for (int h = 0; h < horizon; h++) {
                level += mean[h];
                mean[h] = level;
                response += psi[h];
                psi[h] = response;
            }
        }
        for (int h = 0; h < horizon && order.seasonalD() == 1; h++) {
            mean[h] += h < m ? y[y.length - m + h] : mean[h - m];
            psi[h] += h < m ? 0 : psi[h - m];
        }
        double sigma = Math.sqrt(squares / Math.max(1, w.length - order.parameters()));
        double[] spread = new double[horizon];
        double variance = 0;
        for (int h = 0; h < horizon; h++) {
            variance += psi[h] * psi[h];
            spread[h] = sigma * Math.sqrt(variance);
        }
        return new Path(mean, spread);
    }
}
