package org.qudao.forecast.overriding;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.model.SeriesForecast;
import org.qudao.platform.security.Scope;

/** Port: current forecasts with their overrides. */
public interface OverridableForecasts {

    /**
     * Reads, decides, writes and publishes; again when somebody else wrote meanwhile. Nothing is published when nothing changes.
     *
     * @param regions regions that the caller may see
     */
    Optional<SeriesForecast> change(Scope regions, String seriesId, UnaryOperator<SeriesForecast> decide);

    /**
     * Series that have overrides, in the order of ids, after the given one.
     *
     * @param under regions that the request asks for
     */
    List<SeriesForecast> overridden(
            Scope regions, Scope under, @Nullable String sku, @Nullable String after, int limit);

    /** All of them, one by one; memory does not grow with them. */
    void readOverridden(Scope regions, Scope under, @Nullable String sku, Consumer<SeriesForecast> reader);
}
