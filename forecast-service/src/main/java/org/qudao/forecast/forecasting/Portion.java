package org.qudao.forecast.forecasting;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.qudao.forecast.engine.drivers.CleanedSeries;
import org.qudao.forecast.model.ForecastRun;

/**
 * A part of a run's series, with everything that is needed to forecast them: whoever computes it, whenever and however often, finds the
 * same.
 *
 * @param number from 0
 * @param asOf last month of every history
 */
public record Portion(String runId, int number, YearMonth asOf, int horizonMonths, List<History> series) {
    /** Written out, less than a message of the broker may hold. */
    static final int MOST_VALUES = 25_000;

    public Portion {
        series = List.copyOf(series);
    }

    /**
     * One series.
     *
     * @param values its months as they are to be forecast, the oldest first
     */
    @SuppressWarnings("ArrayRecordComponent") // on its way between engine and broker, never compared
    public record History(String id, double[] values) {}

    /** In the order of the series, each in one portion. */
    static List<Portion> of(ForecastRun run, List<CleanedSeries> series, int mostSeries) {
        List<Portion> portions = new ArrayList<>();
        List<History> next = new ArrayList<>();
        int values = 0;
        for (CleanedSeries one : series) {
            boolean full = next.size() == mostSeries || values + one.values().length > MOST_VALUES;
            if (full && !next.isEmpty()) {
                portions.add(portion(run, portions.size(), next));
                next.clear();
                values = 0;
            }
            next.add(new History(one.series().id(), one.values()));
            values += one.values().length;
        }
        if (!next.isEmpty()) {
            portions.add(portion(run, portions.size(), next));
        }
        return portions;
    }

    private static Portion portion(ForecastRun run, int number, List<History> series) {
        return new Portion(run.id(), number, run.asOf(), run.horizonMonths(), series);
    }
}
