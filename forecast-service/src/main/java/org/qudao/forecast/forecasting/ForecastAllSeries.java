package org.qudao.forecast.forecasting;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.engine.Calibration;
import org.qudao.forecast.engine.Forecast;
import org.qudao.forecast.engine.ForecastEngine;
import org.qudao.forecast.engine.Series;
import org.qudao.forecast.model.DemandHistory;
import org.qudao.forecast.model.ForecastRun;
import org.qudao.forecast.model.Network;
import org.qudao.forecast.model.RunState;
import org.qudao.forecast.model.SeriesForecast;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * One run: all series are forecast first, then made to add up with their totals, their backtests calibrate the intervals
 * together, then forecasts are stored and published.
 */
@Component
public class ForecastAllSeries {
    private static final Logger log = LoggerFactory.getLogger(ForecastAllSeries.class);
    private static final int MONTHS_PER_YEAR = 12;
    private static final int BATCH = 250;

    private final DemandHistory demand;
    private final Network network;
    private final ForecastEngine engine;
    private final ForecastRuns runs;
    private final Forecasts forecasts;
    private final ForecastTotals totals;
    private final Clock clock;

    ForecastAllSeries(
            DemandHistory demand,
            Network network,
            ForecastEngine engine,
            ForecastRuns runs,
            Forecasts forecasts,
            ForecastTotals totals,
            Clock clock) {
        this.demand = demand;
        this.network = network;
        this.engine = engine;
        this.runs = runs;
        this.forecasts = forecasts;
        this.totals = totals;
        this.clock = clock;
    }

    /** Ends with the run in a final state, whatever happens. */
    public void forecast(ForecastRun run) {
        RunProgress progress = new RunProgress(run.id(), runs);
        try (progress) {
            List<SeriesHistory> series = SeriesHistory.of(demand, network.regions(), run.asOf());
            progress.found(series.size());
            List<Forecast> computed = compute(run, series, progress);
            Calibration calibration = Calibration.of(computed);
            List<Forecast> pooled =
                    computed.stream().map(one -> one.pooled(calibration)).toList();
            CoherentForecasts coherent = CoherentForecasts.of(engine, run, series, pooled);
            progress.checkAlive();
            publish(run, series, pooled, coherent, progress);
            forecasts.withdrawAllBut(run.id());
            totals.replaceAll(run.id(), coherent.totals());
            end(run, progress, RunState.FINISHED, null);
        } catch (RunStopped e) {
            // Clears the interrupt, or the last write to the store would be refused.
            Thread.interrupted();
            end(run, progress, RunState.INTERRUPTED, "the service stopped or the run was declared silent");
        } catch (RuntimeException e) {
            if (Thread.interrupted()) {
                end(run, progress, RunState.INTERRUPTED, "the service stopped");
                return;
            }
            log.error("forecast run {} failed", run.id(), e);
            end(run, progress, RunState.FAILED, "an internal error; the log of this instance has the cause");
        }
    }

    private List<Forecast> compute(ForecastRun run, List<SeriesHistory> series, RunProgress progress) {
        List<Forecast> computed = new ArrayList<>(series.size());
        int threads = Runtime.getRuntime().availableProcessors();
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            List<Future<Forecast>> futures = new ArrayList<>(series.size());
            for (SeriesHistory one : series) {
                futures.add(workers.submit(() -> {
                    Series values = Series.demand(one.values(), MONTHS_PER_YEAR);
                    return engine.forecast(values, run.horizonMonths());
                }));
            }
            try {
                for (Future<Forecast> future : futures) {
                    computed.add(future.get());
                    progress.computed();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                workers.shutdownNow();
                throw new RunStopped();
            } catch (ExecutionException e) {
                workers.shutdownNow();
                throw new IllegalStateException("the engine failed on a series", e.getCause());
            } catch (RunStopped e) {
                workers.shutdownNow();
                throw e;
            }
        }
        return computed;
    }

    private void publish(
            ForecastRun run,
            List<SeriesHistory> series,
            List<Forecast> pooled,
            CoherentForecasts coherent,
            RunProgress progress) {
        for (int from = 0; from < series.size(); from += BATCH) {
            int to = Math.min(series.size(), from + BATCH);
            List<SeriesForecast> batch = new ArrayList<>(to - from);
            for (int i = from; i < to; i++) {
                List<Double> means = coherent.means().get(i);
                batch.add(SeriesForecasts.of(run, series.get(i), pooled.get(i), means, coherent.method()));
            }
            forecasts.publish(batch);
            progress.published(batch.size());
        }
    }

    private void end(ForecastRun run, RunProgress progress, RunState state, @Nullable String problem) {
        runs.end(progress.ended(run, state, problem, clock.instant()));
    }
}
