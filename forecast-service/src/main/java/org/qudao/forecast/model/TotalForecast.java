package org.qudao.forecast.model;

import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Forecast of a total over series; the forecasts of its series add up to it.
 *
 * @param sku null for all products, likewise {@code regionId} and {@code channel}
 * @param series number of series in it
 * @param method how forecasts were made to add up
 * @param reason why this method
 */
public record TotalForecast(
        TotalLevel level,
        @Nullable String sku,
        @Nullable String regionId,
        @Nullable Channel channel,
        int series,
        String runId,
        YearMonth asOf,
        String method,
        String reason,
        List<MonthPoint> points) {

    /** The members of the total, a star standing for all: "BK-M82B-42|*|DIRECT". */
    public String id() {
        return (sku == null ? "*" : sku) + "|" + (regionId == null ? "*" : regionId) + "|"
                + (channel == null ? "*" : channel);
    }
}
