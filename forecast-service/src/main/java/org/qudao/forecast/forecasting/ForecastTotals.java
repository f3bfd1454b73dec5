package org.qudao.forecast.forecasting;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.model.Channel;
import org.qudao.forecast.model.TotalForecast;
import org.qudao.forecast.model.TotalLevel;
import org.qudao.platform.security.Scope;

/** Port: current forecasts of totals. */
public interface ForecastTotals {

    /** Those of earlier runs are gone afterwards. */
    void replaceAll(String runId, List<TotalForecast> totals);

    /**
     * In the order of ids, after the given one. A caller who sees some regions only sees no total over others.
     *
     * @param under regions that the request asks for
     */
    List<TotalForecast> list(
            Scope regions,
            Scope under,
            @Nullable TotalLevel level,
            @Nullable String sku,
            @Nullable Channel channel,
            @Nullable String after,
            int limit);
}
