package org.qudao.forecast.model;

import java.time.Instant;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * One pass over all series.
 *
 * @param asOf last month whose demand is used
 * @param series number of series, 0 until counted
 * @param computed series forecast so far
 * @param published series stored and published so far
 * @param problem why it failed or was interrupted
 */
public record ForecastRun(
        String id,
        RunState state,
        YearMonth asOf,
        int horizonMonths,
        String requestedBy,
        Instant startedAt,
        @Nullable Instant finishedAt,
        int series,
        int computed,
        int published,
        @Nullable String problem) {

    public static ForecastRun started(
            String id, YearMonth asOf, int horizonMonths, String requestedBy, Instant startedAt) {
        return new ForecastRun(id, RunState.RUNNING, asOf, horizonMonths, requestedBy, startedAt, null, 0, 0, 0, null);
    }
}
