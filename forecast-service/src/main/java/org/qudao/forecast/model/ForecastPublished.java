package org.qudao.forecast.model;

import java.util.List;

/**
 * Event data: a series has a new forecast, or a planner overrode it.
 *
 * @param overrides of forecast months; what they say counts instead of the mean of the month
 */
public record ForecastPublished(
        String id,
        String sku,
        String regionId,
        Channel channel,
        String model,
        int horizonMonths,
        List<MonthPoint> points,
        List<ForecastOverride> overrides,
        String runId) {

    public static ForecastPublished of(SeriesForecast forecast) {
        return new ForecastPublished(
                forecast.id(),
                forecast.key().sku(),
                forecast.key().regionId(),
                forecast.key().channel(),
                forecast.model(),
                forecast.points().size(),
                forecast.points(),
                forecast.overrides().stream()
                        .filter(override -> override.month().isAfter(forecast.asOf()))
                        .toList(),
                forecast.runId());
    }
}
