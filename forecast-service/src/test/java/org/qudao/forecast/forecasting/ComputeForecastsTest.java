package org.qudao.forecast.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.qudao.forecast.engine.Calibration;
import org.qudao.forecast.engine.Forecast;
import org.qudao.forecast.engine.ForecastEngine;
import org.qudao.forecast.engine.ForecastPoint;
import org.qudao.forecast.engine.Series;
import org.qudao.forecast.engine.drivers.CleanedSeries;
import org.qudao.forecast.engine.drivers.DrivenSeries;
import org.qudao.forecast.model.ForecastRun;
import org.qudao.platform.events.EventCodec;

class ComputeForecastsTest {
    private static final ForecastEngine ENGINE = ForecastEngine.standard();
    private static final ForecastRun RUN =
            ForecastRun.started("run", YearMonth.of(2013, 12), 6, "somebody", Instant.EPOCH);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final int SERIES_PER_PORTION = 7;
    private static final List<CleanedSeries> SERIES = series(60);

    private final PortionsInMemory portions = new PortionsInMemory();
    private final AtomicInteger asked = new AtomicInteger();
    private final RunsInMemory runs = new RunsInMemory();

    /** Of every kind: seasonal, sparse, without any demand, too short for a model. */
    private static List<CleanedSeries> series(int count) {
        List<CleanedSeries> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SplittableRandom random = new SplittableRandom(i);
            double[] values = new double[i % 12 == 11 ? 3 : 30 + i % 9];
            for (int t = 0; t < values.length; t++) {
                values[t] = switch (i % 4) {
                    case 0 -> Math.rint(100 + t + 30 * Math.sin(Math.PI * t / 6) + 8 * random.nextGaussian());
                    case 1 -> random.nextInt(4) == 0 ? 1 + random.nextInt(6) : 0;
                    case 2 -> i % 8 == 2 ? 0 : 20 + random.nextDouble();
                    default -> Math.rint(Math.exp(3 + 0.5 * random.nextGaussian()));
                };
            }
            all.add(CleanedSeries.of(new DrivenSeries("S-" + i, values, 12, Set.of(), List.of()), List.of()));
        }
        return all;
    }

    @Test
    void theNumbersAreThoseOfOneRunInOnePlaceHoweverManyShareIt() {
        List<Forecast> alone = SERIES.stream()
                .map(one -> ENGINE.forecast(Series.demand(one.values(), 12), 6))
                .toList();

        portions.goTo(planned -> planned.forEach(worker()::compute));
        assertThat(points(compute(SERIES))).isEqualTo(points(alone));

        ComputePortion one = worker();
        ComputePortion other = worker();
        portions.goTo(planned -> {
            for (Portion portion : planned.reversed()) {
                (portion.number() % 3 == 0 ? one : other).compute(sent(portion));
            }
        });
        assertThat(points(compute(SERIES))).isEqualTo(points(alone));
    }

    @Test
    void everySeriesIsInOnePortionAndNoPortionIsLargerThanAMessage() {
        List<Portion> cut = Portion.of(RUN, SERIES, SERIES_PER_PORTION);
        assertThat(cut).extracting(Portion::number).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(cut.stream().flatMap(one -> one.series().stream()).map(Portion.History::id))
                .containsExactlyElementsOf(
                        SERIES.stream().map(one -> one.series().id()).toList());

        double[] values = new double[Portion.MOST_VALUES - 1];
        Arrays.fill(values, 1 / 3e-50);
        CleanedSeries old = CleanedSeries.of(new DrivenSeries("OLD", values, 12, Set.of(), List.of()), List.of());
        List<Portion> large = Portion.of(RUN, List.of(old, SERIES.getFirst(), SERIES.getLast()), SERIES_PER_PORTION);
        assertThat(large).extracting(one -> one.series().size()).containsExactly(1, 2);
        assertThat(new EventCodec().encode(large.getFirst())).hasSizeLessThan(1_000_000);
    }

    @Test
    void aPortionThatComesAgainIsNotComputedAgain() {
        ComputePortion worker = worker();
        portions.goTo(planned -> {
            planned.forEach(worker::compute);
            planned.forEach(worker::compute);
        });
        compute(SERIES);

        assertThat(asked).hasValue(SERIES.size());
    }

    @Test
    void aPortionOfARunThatIsOverIsNotComputed() {
        List<Portion> late = Portion.of(RUN, SERIES, SERIES_PER_PORTION);
        portions.plan(late);
        portions.forget(RUN.id());

        late.forEach(worker()::compute);

        assertThat(asked).hasValue(0);
        assertThat(portions.runs()).isEmpty();
    }

    @Test
    void aSeriesOnWhichTheEngineFailsEndsTheRunAndIsNamed() {
        ForecastEngine failing = (series, horizon) -> {
            if (series.length() == 3) {
                throw new ArithmeticException("never mind");
            }
            return ENGINE.forecast(series, horizon);
        };
        portions.goTo(planned -> planned.forEach(worker(failing)::compute));

        assertThatThrownBy(() -> compute(SERIES))
                .isInstanceOf(RunFailed.class)
                .hasMessageContaining("portion 2 of 9")
                .hasMessageContaining("S-11")
                .hasMessageNotContaining("never mind");
    }

    @Test
    void nobodyWaitsForEverForAPortionThatNobodyComputes() {
        portions.goTo(planned -> planned.subList(0, 4).forEach(worker()::compute));

        assertThatThrownBy(() -> compute(SERIES, Duration.ofMillis(300)))
                .isInstanceOf(RunFailed.class)
                .hasMessageContaining("portion 5 of 9")
                .hasMessageContaining("dead letters");
    }

    @Test
    void aRunThatOthersTookForDeadStopsWaiting() {
        runs.declareDead();

        assertThatThrownBy(() -> compute(SERIES)).isInstanceOf(RunStopped.class);
    }

    @Test
    void aRunThatIsInterruptedStopsWaiting() {
        portions.goTo(planned -> Thread.currentThread().interrupt());

        assertThatThrownBy(() -> compute(SERIES)).isInstanceOf(RunStopped.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aRunWithoutSeriesNeedsNobody() {
        assertThat(compute(List.of())).isEmpty();
    }

    @Test
    void whatAnotherVersionWroteIsComputedAgain() {
        List<Forecast> alone = SERIES.stream()
                .map(one -> ENGINE.forecast(Series.demand(one.values(), 12), 6))
                .toList();
        portions.goTo(planned -> planned.forEach(one -> portions.answer(
                one.runId(),
                one.number(),
                new Portions.Computed(Map.of(one.series().getFirst().id(), new byte[] {99})))));

        assertThat(points(compute(SERIES))).isEqualTo(points(alone));
    }

    /** As it arrives at the other end of the broker. */
    private static Portion sent(Portion portion) {
        EventCodec codec = new EventCodec();
        return codec.decode(codec.encode(portion).getBytes(StandardCharsets.UTF_8), Portion.class);
    }

    private static List<List<ForecastPoint>> points(List<Forecast> forecasts) {
        Calibration pool = Calibration.of(forecasts);
        return forecasts.stream().map(one -> one.points(pool)).toList();
    }

    private ComputePortion worker() {
        return worker(ENGINE);
    }

    private ComputePortion worker(ForecastEngine engine) {
        ForecastEngine counted = (series, horizon) -> {
            asked.incrementAndGet();
            return engine.forecast(series, horizon);
        };
        return new ComputePortion(counted, portions, new NothingKept(), 0);
    }

    private List<Forecast> compute(List<CleanedSeries> series) {
        return compute(series, LONG);
    }

    private List<Forecast> compute(List<CleanedSeries> series, Duration answeredWithin) {
        try (RunProgress progress = new RunProgress(RUN.id(), runs)) {
            return new ComputeForecasts(ENGINE, portions, SERIES_PER_PORTION, answeredWithin)
                    .compute(RUN, series, progress);
        }
    }

    private static final class NothingKept implements KeptForecasts {
        @Override
        public List<Kept> of(List<String> seriesIds) {
            throw new AssertionError("nothing is kept");
        }

        @Override
        public void keep(List<Kept> forecasts) {
            throw new AssertionError("nothing is kept");
        }

        @Override
        public void forgetFittedBefore(YearMonth asOf) {
            throw new AssertionError("nothing is kept");
        }
    }

    /** One run, alive until it is declared dead. */
    private static final class RunsInMemory implements ForecastRuns {
        private volatile boolean alive = true;

        void declareDead() {
            alive = false;
        }

        @Override
        public boolean progress(String runId, int series, int computed, int published) {
            return alive;
        }

        @Override
        public boolean begin(ForecastRun run) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void end(ForecastRun run) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int interruptSilent(Duration silence) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<ForecastRun> find(String runId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<ForecastRun> list(@Nullable String after, int limit) {
            throw new UnsupportedOperationException();
        }
    }
}
