package org.qudao.forecast.forecasting;

import java.nio.ByteBuffer;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.engine.Forecast;
import org.qudao.forecast.engine.ForecastEngine;
import org.qudao.forecast.engine.KeptForecast;
import org.qudao.forecast.engine.Series;
import org.qudao.forecast.engine.drivers.CleanedSeries;
import org.qudao.forecast.model.ForecastRun;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Asks the engine for all series, on all processors. Where a run may be followed by updates, models are kept in the store, and a series
 * whose history only grew is passed through them, after a restart and by another instance as well.
 */
@Component
class ComputeForecasts {
    private static final int MONTHS_PER_YEAR = 12;
    private static final int BATCH = 500;

    private final ForecastEngine engine;
    private final KeptForecasts kept;
    private final int updatesBeforeRefit;

    /** @param updatesBeforeRefit months for which fitted models serve; 0 fits in every run and keeps nothing */
    ComputeForecasts(
            ForecastEngine engine,
            KeptForecasts kept,
            @Value("${qudao.forecast.updates-before-refit}") int updatesBeforeRefit) {
        this.engine = engine;
        this.kept = kept;
        this.updatesBeforeRefit = updatesBeforeRefit;
    }

    /** @param toKeep null for a forecast that needs not be kept, or is kept already */
    private record Computed(Forecast forecast, KeptForecasts.@Nullable Kept toKeep) {}

    /** @throws RunStopped when the run is interrupted */
    List<Forecast> compute(ForecastRun run, List<CleanedSeries> series, RunProgress progress) {
        int threads = Runtime.getRuntime().availableProcessors();
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            try {
                return collected(submitted(run, series, workers), progress);
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
    }

    private List<Future<Computed>> submitted(ForecastRun run, List<CleanedSeries> series, ExecutorService workers) {
        List<Future<Computed>> futures = new ArrayList<>(series.size());
        for (int from = 0; from < series.size(); from += BATCH) {
            List<CleanedSeries> batch = series.subList(from, Math.min(series.size(), from + BATCH));
            Map<String, KeptForecasts.Kept> known = known(batch);
            for (CleanedSeries one : batch) {
                KeptForecasts.Kept before = known.get(one.series().id());
                futures.add(workers.submit(() -> computed(run, one, before)));
            }
        }
        return futures;
    }

    private Map<String, KeptForecasts.Kept> known(List<CleanedSeries> batch) {
        return updatesBeforeRefit == 0
                ? Map.of()
                : kept.of(batch.stream().map(one -> one.series().id()).toList()).stream()
                        .collect(Collectors.toMap(KeptForecasts.Kept::seriesId, Function.identity()));
    }

    private List<Forecast> collected(List<Future<Computed>> futures, RunProgress progress)
            throws InterruptedException, ExecutionException {
        List<Forecast> forecasts = new ArrayList<>(futures.size());
        List<KeptForecasts.Kept> toKeep = new ArrayList<>(BATCH);
        for (Future<Computed> future : futures) {
            Computed computed = future.get();
            forecasts.add(computed.forecast());
            progress.computed();
            if (computed.toKeep() != null) {
                toKeep.add(computed.toKeep());
            }
            if (toKeep.size() == BATCH) {
                kept.keep(toKeep);
                toKeep.clear();
            }
        }
        if (!toKeep.isEmpty()) {
            kept.keep(toKeep);
        }
        return forecasts;
    }

    private Computed computed(ForecastRun run, CleanedSeries one, KeptForecasts.@Nullable Kept before) {
        Series series = Series.demand(one.values(), MONTHS_PER_YEAR);
        Forecast known = before != null && serves(run, one.values(), before)
                ? KeptForecast.read(before.state()).orElse(null)
                : null;
        if (known != null) {
            return new Computed(engine.update(known, series, run.horizonMonths()), null);
        }
        Forecast fitted = engine.forecast(series, run.horizonMonths());
        KeptForecasts.Kept toKeep = updatesBeforeRefit == 0
                ? null
                : KeptForecast.write(fitted)
                        .map(state -> new KeptForecasts.Kept(
                                one.series().id(),
                                run.asOf(),
                                run.horizonMonths(),
                                one.values().length,
                                digest(one.values(), one.values().length),
                                state))
                        .orElse(null);
        return new Computed(fitted, toKeep);
    }

    /** The same months, and not too many more; for another horizon the backtest says nothing. */
    private boolean serves(ForecastRun run, double[] values, KeptForecasts.Kept before) {
        long since = ChronoUnit.MONTHS.between(before.asOf(), run.asOf());
        return before.horizonMonths() == run.horizonMonths()
                && since >= 0
                && since <= updatesBeforeRefit
                && values.length == before.length() + since
                && digest(values, before.length()).equals(before.history());
    }

    private static String digest(double[] values, int length) {
        ByteBuffer bytes = ByteBuffer.allocate(length * Double.BYTES);
        for (int t = 0; t < length; t++) {
            bytes.putDouble(values[t]);
        }
        return UUID.nameUUIDFromBytes(bytes.array()).toString();
    }
}
