package org.qudao.forecast.engine;

import java.util.List;

/** Weighted mean of fits; spreads are averaged too, which is safe when errors of the members are strongly correlated. */
@SuppressWarnings("ArrayRecordComponent") // internal to the hot loop, never compared
record Combined(double[] mean, double[] spread) {
    static Combined of(List<Fit> fits, double[] weights) {
        int steps = fits.getFirst().mean().length;
        double[] mean = new double[steps];
        double[] spread = new double[steps];
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] == 0) {
                continue;
            }
            Fit fit = fits.get(i);
            for (int h = 0; h < steps; h++) {
                mean[h] += weights[i] * fit.mean()[h];
                spread[h] += weights[i] * fit.spread()[h];
            }
        }
        return new Combined(mean, spread);
    }
}
