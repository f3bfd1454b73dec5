package org.qudao.forecast.engine.drivers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.qudao.forecast.engine.Forecast;
import org.qudao.forecast.engine.ForecastEngine;
import org.qudao.forecast.engine.Series;

/** Takes effects of drivers out of a history, fills stock-outs, forecasts what remains, and puts the effects of the horizon on. */
public final class DriverEngine {
    private final ForecastEngine engine;

    public DriverEngine(ForecastEngine engine) {
        this.engine = engine;
    }

    public DrivenForecast forecast(DrivenSeries series, UpliftEstimates estimates, int horizon) {
        CleanedSeries cleaned = CleanedSeries.of(series, estimates.of(series.id()));
        Forecast base = engine.forecast(Series.demand(cleaned.values(), series.frequency()), horizon);
        CleanedSeries.Driven driven = cleaned.driven(base.points());
        List<Adjustment> adjustments = new ArrayList<>(cleaned.adjustments());
        adjustments.addAll(driven.adjustments());
        return new DrivenForecast(
                base,
                Arrays.stream(cleaned.values()).boxed().toList(),
                driven.points(),
                cleaned.uplifts(),
                adjustments);
    }
}
