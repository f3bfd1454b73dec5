package org.qudao.forecast.forecasting;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.model.Channel;
import org.qudao.forecast.model.SeriesForecast;
import org.qudao.platform.security.Scope;

/** Port: the current forecast of every series. */
public interface Forecasts {

    /** Replaces the forecasts of these series and publishes each; overrides stay. */
    void publish(List<SeriesForecast> forecasts);

    /**
     * Takes back and announces the forecasts of series that a finished run did not find any more, such as those of a region that a
     * dealer left: counted beside their successors they would double the demand.
     */
    void withdrawAllBut(String runId);

    /** @param regions regions that the caller may see */
    Optional<SeriesForecast> find(Scope regions, String seriesId);

    /**
     * In the order of ids, after the given one.
     *
     * @param under regions that the request asks for
     */
    List<SeriesForecast> list(
            Scope regions,
            Scope under,
            @Nullable Channel channel,
            @Nullable String sku,
            @Nullable String after,
            int limit);
}
