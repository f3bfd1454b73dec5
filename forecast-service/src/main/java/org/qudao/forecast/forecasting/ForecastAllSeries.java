package org.qudao.forecast.forecasting;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.engine.Calibration;
import org.qudao.forecast.engine.Forecast;
import org.qudao.forecast.engine.ForecastEngine;
import org.qudao.forecast.engine.drivers.CleanedSeries;
import org.qudao.forecast.model.DemandHistory;
import org.qudao.forecast.model.ForecastRun;
import org.qudao.forecast.model.RunState;
import org.qudao.forecast.model.SeriesForecast;
import org.qudao.forecast.model.UsedDriver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * One run: what moves demand beside its past is taken out, all series are forecast, then made to add up with their totals, their backtests calibrate the intervals
 * together, then forecasts are stored and published.
 */
@Component
public class ForecastAllSeries {
    private static final Logger log = LoggerFactory.getLogger(ForecastAllSeries.class);
    private static final int MONTHS_PER_YEAR = 12;
    private static final int BATCH = 250;

    private final DemandHistory demand;
    private final ReadSurroundings surroundings;
    private final ForecastEngine engine;
    private final ComputeForecasts compute;
    private final Portions portions;
    private final KeptForecasts kept;
    private final ForecastRuns runs;
    private final Forecasts forecasts;
    private final ForecastTotals totals;
    private final Clock clock;

    ForecastAllSeries(
            DemandHistory demand,
            ReadSurroundings surroundings,
            ForecastEngine engine,
            ComputeForecasts compute,
            Portions portions,
            KeptForecasts kept,
            ForecastRuns runs,
            Forecasts forecasts,
            ForecastTotals totals,
            Clock clock) {
        this.demand = demand;
        this.surroundings = surroundings;
        this.engine = engine;
        this.compute = compute;
        this.portions = portions;
        this.kept = kept;
        this.runs = runs;
        this.forecasts = forecasts;
        this.totals = totals;
        this.clock = clock;
    }

    /** Ends with the run in a final state, whatever happens. */
    public void forecast(ForecastRun run) {
        RunProgress progress = new RunProgress(run.id(), runs);
        try (progress) {
            Surroundings around = surroundings.read(run);
            List<SeriesHistory> series = NewItems.withSuccessors(SeriesHistory.of(demand, around, run.asOf()), around);
            progress.found(series.size());
            if (series.isEmpty()) {
                // Or all that is published would be withdrawn for a month that was mistyped.
                throw new RunFailed("there is no demand up to " + run.asOf());
            }
            List<CleanedSeries> cleaned = SeriesDrivers.clean(run, around, series);
            List<Forecast> computed = compute.compute(run, cleaned, progress);
            Calibration calibration = Calibration.of(computed);
            List<Forecast> own =
                    computed.stream().map(one -> one.pooled(calibration)).toList();
            Map<String, NewItems.Told> told = NewItems.of(engine, run, around, series, cleaned);
            List<Forecast> forecast = replaced(series, own, told);
            CoherentForecasts coherent = CoherentForecasts.of(engine, run, series, cleaned, forecast);
            progress.checkAlive();
            publish(answers(run, series, cleaned, own, forecast, told, coherent), progress);
            forecasts.withdrawAllBut(run.id());
            totals.replaceAll(run.id(), coherent.totals());
            kept.forgetFittedBefore(run.asOf().minusMonths(MONTHS_PER_YEAR));
            end(run, progress, RunState.FINISHED, null);
        } catch (RunStopped e) {
            // Clears the interrupt, or the last write to the store would be refused.
            Thread.interrupted();
            end(run, progress, RunState.INTERRUPTED, "the service stopped or the run was declared silent");
        } catch (RunFailed e) {
            log.error("forecast run {} failed: {}", run.id(), e.getMessage());
            end(run, progress, RunState.FAILED, e.getMessage());
        } catch (RuntimeException e) {
            if (Thread.interrupted()) {
                end(run, progress, RunState.INTERRUPTED, "the service stopped");
                return;
            }
            log.error("forecast run {} failed", run.id(), e);
            end(run, progress, RunState.FAILED, "an internal error; the log of this instance has the cause");
        }
    }

    /** What has too little past of its own gets the forecast that was made of others'. */
    private static List<Forecast> replaced(
            List<SeriesHistory> series, List<Forecast> own, Map<String, NewItems.Told> told) {
        List<Forecast> all = new ArrayList<>(own);
        for (int i = 0; i < all.size(); i++) {
            NewItems.Told instead = told.get(series.get(i).key().id());
            if (instead != null) {
                all.set(i, instead.forecast());
            }
        }
        return all;
    }

    private static List<SeriesForecast> answers(
            ForecastRun run,
            List<SeriesHistory> series,
            List<CleanedSeries> cleaned,
            List<Forecast> own,
            List<Forecast> forecast,
            Map<String, NewItems.Told> told,
            CoherentForecasts coherent) {
        UsedDrivers used = new UsedDrivers(run);
        List<SeriesForecast> answers = new ArrayList<>(series.size());
        for (int i = 0; i < series.size(); i++) {
            CleanedSeries.Driven driven = coherent.series().get(i);
            List<UsedDriver> drivers = new ArrayList<>(used.of(cleaned.get(i), driven.adjustments()));
            NewItems.Told instead = told.get(series.get(i).key().id());
            if (instead != null) {
                drivers.add(used.of(instead, own.get(i)));
            }
            double[] deviations = cleaned.get(i).deviationsOfSums(forecast.get(i), driven.points());
            answers.add(SeriesForecasts.of(
                    run, series.get(i), forecast.get(i), driven.points(), deviations, coherent.method(), drivers));
        }
        return answers;
    }

    private void publish(List<SeriesForecast> answers, RunProgress progress) {
        for (int from = 0; from < answers.size(); from += BATCH) {
            List<SeriesForecast> batch = answers.subList(from, Math.min(answers.size(), from + BATCH));
            forecasts.publish(batch);
            progress.published(batch.size());
        }
    }

    private void end(ForecastRun run, RunProgress progress, RunState state, @Nullable String problem) {
        runs.end(progress.ended(run, state, problem, clock.instant()));
        portions.forget(run.id());
    }
}
