package org.qudao.forecast.engine;

/**
 * A model fitted to a history.
 *
 * @param mean point forecast per step
 * @param spread standard deviation of the forecast error per step, before calibration
 * @param form the same model with its chosen structure, which a backtest only re-estimates
 */
@SuppressWarnings("ArrayRecordComponent") // internal to the hot loop, never compared
record Fit(double[] mean, double[] spread, Model form) {
    Fit as(Model other) {
        return new Fit(mean, spread, other);
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
