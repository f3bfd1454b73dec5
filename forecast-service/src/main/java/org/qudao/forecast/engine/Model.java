package org.qudao.forecast.engine;

/** One forecasting method; immutable, so that one instance serves all threads. */
interface Model {
    String name();

    /** @param y complete history of at least four values */
    Fit fit(double[] y, int frequency, int horizon);
}
