package org.qudao.forecast.forecasting;

import java.nio.ByteBuffer;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Asks the engine for the series of one portion, on all processors, whichever instance the run belongs to. Where a run may be followed by
 * updates, models are kept in the store, and a series whose history only grew is passed through them, after a restart and by another
 * instance as well.
 */
@Component
class ComputePortion {
    static final int MONTHS_PER_YEAR = 12;
    private static final Logger log = LoggerFactory.getLogger(ComputePortion.class);

    private final ForecastEngine engine;
    private final Portions portions;
    private final KeptForecasts kept;
    private final int updatesBeforeRefit;

    /** @param updatesBeforeRefit months for which fitted models serve; 0 fits in every run and keeps nothing */
    ComputePortion(
            ForecastEngine engine,
            Portions portions,
            KeptForecasts kept,
            @Value("${qudao.forecast.updates-before-refit}") int updatesBeforeRefit) {
        this.engine = engine;
        this.portions = portions;
        this.kept = kept;
        this.updatesBeforeRefit = updatesBeforeRefit;
    }

    /**
     * @param state null where no model was fitted
     * @param toKeep null for what needs not be kept, or is kept already
     */
    @SuppressWarnings("ArrayRecordComponent") // on its way from engine to store, never compared
    private record Modelled(byte @Nullable [] state, KeptForecasts.@Nullable Kept toKeep) {}

    /** Nothing happens when nobody waits for the portion any more. */
    void compute(Portion portion) {
        if (portions.isOpen(portion.runId(), portion.number())) {
            portions.answer(portion.runId(), portion.number(), answer(portion));
        }
    }

    private Portions.Answer answer(Portion portion) {
        int threads = Runtime.getRuntime().availableProcessors();
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            try {
                return collected(portion, submitted(portion, workers));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while computing a portion", e);
            } finally {
                workers.shutdownNow();
            }
        }
    }

    private List<Future<Modelled>> submitted(Portion portion, ExecutorService workers) {
        Map<String, KeptForecasts.Kept> known = known(portion);
        return portion.series().stream()
                .map(one -> workers.submit(() -> modelled(portion, one, known.get(one.id()))))
                .toList();
    }

    private Map<String, KeptForecasts.Kept> known(Portion portion) {
        return updatesBeforeRefit == 0
                ? Map.of()
                : kept.of(portion.series().stream().map(Portion.History::id).toList()).stream()
                        .collect(Collectors.toMap(KeptForecasts.Kept::seriesId, Function.identity()));
    }

    private Portions.Answer collected(Portion portion, List<Future<Modelled>> futures) throws InterruptedException {
        Map<String, byte[]> states = new HashMap<>();
        List<KeptForecasts.Kept> toKeep = new ArrayList<>();
        for (int i = 0; i < futures.size(); i++) {
            String id = portion.series().get(i).id();
            try {
                Modelled modelled = futures.get(i).get();
                if (modelled.state() != null) {
                    states.put(id, modelled.state());
                }
                if (modelled.toKeep() != null) {
                    toKeep.add(modelled.toKeep());
                }
            } catch (ExecutionException e) {
                log.error("the engine failed on series {} of run {}", id, portion.runId(), e.getCause());
                return new Portions.Failed("the engine failed on series " + id);
            }
        }
        if (!toKeep.isEmpty()) {
            kept.keep(toKeep);
        }
        return new Portions.Computed(states);
    }

    private Modelled modelled(Portion portion, Portion.History one, KeptForecasts.@Nullable Kept before) {
        Series series = Series.demand(one.values(), MONTHS_PER_YEAR);
        Forecast known = before != null && serves(portion, one.values(), before)
                ? KeptForecast.read(before.state()).orElse(null)
                : null;
        if (known != null) {
            Forecast updated = engine.update(known, series, portion.horizonMonths());
            return new Modelled(KeptForecast.write(updated).orElse(null), null);
        }
        byte[] state = KeptForecast.write(engine.forecast(series, portion.horizonMonths()))
                .orElse(null);
        return new Modelled(state, state == null || updatesBeforeRefit == 0 ? null : toKeep(portion, one, state));
    }

    private static KeptForecasts.Kept toKeep(Portion portion, Portion.History one, byte[] state) {
        int length = one.values().length;
        return new KeptForecasts.Kept(
                one.id(), portion.asOf(), portion.horizonMonths(), length, digest(one.values(), length), state);
    }

    /** The same months, and not too many more; for another horizon the backtest says nothing. */
    private boolean serves(Portion portion, double[] values, KeptForecasts.Kept before) {
        long since = ChronoUnit.MONTHS.between(before.asOf(), portion.asOf());
        return before.horizonMonths() == portion.horizonMonths()
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
