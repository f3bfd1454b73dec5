package org.qudao.forecast.engine.drivers;

import java.util.List;
import org.qudao.forecast.engine.Forecast;
import org.qudao.forecast.engine.ForecastPoint;

/**
 * A forecast with drivers.
 *
 * @param base the engine's answer for the cleaned history
 * @param cleaned the history that was forecast
 * @param points with the effects of drivers in the horizon
 * @param uplifts the effects that were used
 * @param adjustments everything that was changed, in the order in which it was done
 */
public record DrivenForecast(
        Forecast base,
        List<Double> cleaned,
        List<ForecastPoint> points,
        List<Uplift> uplifts,
        List<Adjustment> adjustments) {
    public DrivenForecast {
        cleaned = List.copyOf(cleaned);
        points = List.copyOf(points);
        uplifts = List.copyOf(uplifts);
        adjustments = List.copyOf(adjustments);
    }
}
