package org.qudao.forecast.engine;

/**
 * Port of the forecast engine. Implementations are safe for use by many threads, give the same answer for the same
 * series, never throw on the content of a series, and never answer NaN, an infinite number or, for demand, a negative one.
 */
public interface ForecastEngine {
    /** The engine that chooses and combines models by rolling-origin backtest. */
    static ForecastEngine standard() {
        return new CombiningEngine(Members.CONTINUOUS);
    }

    /** Dynamic optimised Theta alone for whatever is not intermittent: less accurate, and many times as fast. */
    static ForecastEngine theta() {
        return new CombiningEngine(Members.THETA);
    }

    /** @param horizon number of periods after the last value of the series, 1 to 400 */
    Forecast forecast(Series series, int horizon);

    /**
     * Forecast after new periods: models keep their parameters and shares and only pass over the longer history, which is
     * much cheaper. Chosen anew is what the longer history no longer suits, and everything once a season.
     *
     * @param before answer for the same series when it was shorter
     */
    default Forecast update(Forecast before, Series longer, int horizon) {
        return forecast(longer, horizon);
    }
}
