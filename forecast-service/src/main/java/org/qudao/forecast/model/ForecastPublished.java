package org.qudao.forecast.model;

import java.util.List;

/** Event data: a series has a new forecast. */
public record ForecastPublished(
        String id,
        String sku,
        String regionId,
        Channel channel,
        String model,
        int horizonMonths,
        List<MonthPoint> points,
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
                forecast.runId());
    }
}
