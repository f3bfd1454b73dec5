package org.qudao.forecast.engine;

/**
 * Port of the forecast engine. Implementations are safe for use by many threads, give the same answer for the same
 * series, never throw on the content of a series, and never answer NaN, an infinite number or, for demand, a negative one.
 */
public interface ForecastEngine {
    /** The engine that chooses and combines models by rolling-origin backtest. */
    static ForecastEngine standard() {
        return new CombiningEngine();
    }

    /** @param horizon number of periods after the last value of the series, 1 to 400 */
    Forecast forecast(Series series, int horizon);
}
