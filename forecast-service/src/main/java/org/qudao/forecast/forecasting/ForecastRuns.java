package org.qudao.forecast.forecasting;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.model.ForecastRun;

/** Port: forecast runs of all instances of the service. */
public interface ForecastRuns {

    /** Stores the run unless another one is at work anywhere. */
    boolean begin(ForecastRun run);

    /**
     * Notes progress and that the run is alive.
     *
     * @return false when the run was meanwhile declared interrupted and must stop
     */
    boolean progress(String runId, int series, int computed, int published);

    /** Stores the final state and lets the next run begin. */
    void end(ForecastRun run);

    /** Marks runs that gave no sign of life for {@code silence} as interrupted; answers how many. */
    int interruptSilent(Duration silence);

    Optional<ForecastRun> find(String runId);

    /** The latest first. */
    List<ForecastRun> list(@Nullable String after, int limit);
}
