package org.qudao.forecast.replenishing;

import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.engine.replenishment.CumulativeError;
import org.qudao.forecast.engine.replenishment.SafetyMultiples;
import org.qudao.forecast.model.MonthPoint;

/** Port: current forecasts as replenishment needs them. */
public interface SkuForecasts {

    /**
     * @param error of the next 1, 2, … months together
     * @param multiples of its calibrated quantiles, null where it has none
     * @param points with a planner's value as the mean where there is one
     */
    record Line(
            String sku,
            String regionId,
            YearMonth asOf,
            CumulativeError error,
            @Nullable SafetyMultiples multiples,
            List<MonthPoint> points) {}

    /** Products that have a forecast. */
    Set<String> skus();

    /** Forecasts of these products in all regions and channels. */
    List<Line> of(Set<String> skus);
}
