package org.qudao.forecast.forecasting;

import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.model.DemandHistory;
import org.qudao.forecast.model.ForecastRun;
import org.qudao.platform.web.Refusal;
import org.springframework.stereotype.Component;

/** Begins a run and leaves it to work in the background. */
@Component
public class StartForecastRun {
    /** A living run gives a sign every second; ten times that is silence. */
    static final Duration SILENCE = Duration.ofSeconds(10);

    private final DemandHistory demand;
    private final ForecastRuns runs;
    private final BackgroundRuns background;
    private final Clock clock;

    StartForecastRun(DemandHistory demand, ForecastRuns runs, BackgroundRuns background, Clock clock) {
        this.demand = demand;
        this.runs = runs;
        this.background = background;
        this.clock = clock;
    }

    /**
     * @param asOf last month to use; null for the last complete month that has data
     * @throws Refusal 409 while another run is at work, 422 when there is no demand to forecast from
     */
    public ForecastRun start(@Nullable YearMonth asOf, int horizonMonths, String requestedBy) {
        YearMonth month = asOf != null ? asOf : lastCompleteMonth();
        if (!month.isBefore(YearMonth.now(clock))) {
            throw Refusal.badRequest("asOf", "must be a month that is over");
        }
        runs.interruptSilent(SILENCE);
        ForecastRun run = ForecastRun.started(
                UUID.randomUUID().toString(),
                month,
                horizonMonths,
                requestedBy,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        if (!runs.begin(run)) {
            throw Refusal.conflict("forecast-run-active", "A forecast run is at work. Wait until it has ended.");
        }
        background.begin(run);
        return run;
    }

    private YearMonth lastCompleteMonth() {
        return demand.lastMonthBefore(YearMonth.now(clock))
                .orElseThrow(() -> Refusal.unprocessable(
                        "no-demand",
                        "No demand",
                        "There is no order of a month that is over, so there is nothing to forecast from."));
    }
}
