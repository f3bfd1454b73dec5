package org.qudao.forecast.forecasting;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
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
 * Lets all instances of the service forecast the series of a run, in portions, and gathers what they answer. Nothing in the answers depends
 * on how the series were divided: what series learn from each other they learn here, from all of the run.
 */
@Component
class ComputeForecasts {
    private static final Duration LOOKS_EVERY = Duration.ofMillis(20);

    private final ForecastEngine engine;
    private final Portions portions;
    private final int seriesPerPortion;
    private final Duration answeredWithin;

    /** @param answeredWithin of one portion, after all before it; a run for which nobody works any more must not wait for ever */
    ComputeForecasts(
            ForecastEngine engine,
            Portions portions,
            @Value("${qudao.forecast.portions.series}") int seriesPerPortion,
            @Value("${qudao.forecast.portions.answered-within}") Duration answeredWithin) {
        this.engine = engine;
        this.portions = portions;
        this.seriesPerPortion = seriesPerPortion;
        this.answeredWithin = answeredWithin;
    }

    /**
     * @return in the order of the series
     * @throws RunStopped when the run is interrupted
     * @throws RunFailed when a portion cannot be computed, or nobody does it
     */
    List<Forecast> compute(ForecastRun run, List<CleanedSeries> series, RunProgress progress) {
        List<Portion> all = Portion.of(run, series, seriesPerPortion);
        portions.plan(all);
        List<Forecast> forecasts = new ArrayList<>(series.size());
        for (Portion portion : all) {
            String name = "portion %d of %d".formatted(portion.number() + 1, all.size());
            switch (awaited(portion, name, progress)) {
                case Portions.Computed computed ->
                    portion.series()
                            .forEach(one -> forecasts.add(
                                    forecast(portion, one, computed.states().get(one.id()))));
                case Portions.Failed failed ->
                    throw new RunFailed(name + " cannot be computed: " + failed.problem()
                            + "; the log of the instance that tried has the cause");
            }
            progress.computed(portion.series().size());
        }
        return forecasts;
    }

    /** A portion stands behind earlier ones only, so once those are answered it is next, whoever has its partition. */
    private Portions.Answer awaited(Portion portion, String name, RunProgress progress) {
        long since = System.nanoTime();
        while (System.nanoTime() - since < answeredWithin.toNanos()) {
            progress.checkAlive();
            Optional<Portions.Answer> answer = portions.take(portion.runId(), portion.number());
            if (answer.isPresent()) {
                return answer.get();
            }
            LockSupport.parkNanos(LOOKS_EVERY.toNanos()); // an interrupt ends it, and then the run
        }
        throw new RunFailed(
                "nobody answered %s within %d s: either no instance reads the topic of portions, or the message is"
                                .formatted(name, answeredWithin.toSeconds())
                        + " among the dead letters");
    }

    /** Without a model a forecast is quickly made, and what another version of the service wrote is made again. */
    private Forecast forecast(Portion portion, Portion.History one, byte @Nullable [] state) {
        Optional<Forecast> restored = state == null ? Optional.empty() : KeptForecast.read(state);
        return restored.orElseGet(() ->
                engine.forecast(Series.demand(one.values(), ComputePortion.MONTHS_PER_YEAR), portion.horizonMonths()));
    }
}
