package org.qudao.forecast.overriding;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import org.qudao.forecast.model.SeriesForecast;
import org.qudao.platform.security.Scope;
import org.qudao.platform.web.Refusal;
import org.springframework.stereotype.Component;

/** Puts a planner's value in the place of a month's forecast; replenishment and the published event follow it. */
@Component
public class OverrideForecast {
    private final OverridableForecasts forecasts;
    private final Clock clock;

    OverrideForecast(OverridableForecasts forecasts, Clock clock) {
        this.forecasts = forecasts;
        this.clock = clock;
    }

    /**
     * A second value for the month replaces the first.
     *
     * @throws Refusal 404 when the caller sees no such series, 422 when the month is not forecast
     */
    public SeriesForecast override(
            Scope regions, String seriesId, YearMonth month, double units, String reason, String by) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return forecasts
                .change(regions, seriesId, forecast -> forecast.overridden(month, units, reason, by, now)
                        .orElseThrow(() -> Refusal.unprocessable(
                                "month-not-forecast",
                                "Month not forecast",
                                "The forecast covers the " + forecast.points().size() + " months after "
                                        + forecast.asOf() + ".")))
                .orElseThrow(() -> Refusal.notFound("forecast", seriesId));
    }
}
