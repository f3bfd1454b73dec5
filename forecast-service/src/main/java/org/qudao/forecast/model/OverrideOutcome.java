package org.qudao.forecast.model;

import org.jspecify.annotations.Nullable;

/**
 * What became of an override (forecast value added: Gilliland 2010, "The Business Forecasting Deal").
 *
 * @param actual demand of the month, null until it is known
 * @param valueAdded units by which the override was nearer to it than the forecast; negative when it was further away
 */
public record OverrideOutcome(ForecastOverride override, @Nullable Long actual, @Nullable Double valueAdded) {

    static OverrideOutcome of(ForecastOverride override, @Nullable Long actual) {
        if (actual == null) {
            return new OverrideOutcome(override, null, null);
        }
        double forecastError = Math.abs(override.forecast() - actual);
        double overrideError = Math.abs(override.units() - actual);
        return new OverrideOutcome(override, actual, Math.round((forecastError - overrideError) * 1000) / 1000.0);
    }
}
