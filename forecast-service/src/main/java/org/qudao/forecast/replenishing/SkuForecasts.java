package org.qudao.forecast.replenishing;

import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import org.qudao.forecast.model.MonthPoint;

/** Port: current forecasts as replenishment needs them. */
public interface SkuForecasts {

    /**
     * @param deviation standard deviation of the forecast error of one month
     * @param points with a planner's value as the mean where there is one
     */
    record Line(String sku, String regionId, YearMonth asOf, double deviation, List<MonthPoint> points) {}

    /** Forecasts of these products in all regions and channels. */
    List<Line> of(Set<String> skus);
}
