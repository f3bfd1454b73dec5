package org.qudao.forecast.engine;

/**
 * A model fitted to a history.
 *
 * @param path the forecast
 * @param form the same model with its chosen structure, which a backtest only re-estimates
 * @param kept the same model with its parameters too, which a longer history only passes through
 */
record Fit(Path path, Model form, Model kept) {
    double[] mean() {
        return path.mean();
    }

    double[] spread() {
        return path.spread();
    }
}
