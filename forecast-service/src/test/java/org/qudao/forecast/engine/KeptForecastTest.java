package org.qudao.forecast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeptForecastTest {
    private static final ForecastEngine ENGINE = ForecastEngine.standard();

    /** Kinds of demand that are routed to different models. */
    enum Kind {
        /** Positive, with trend and season. */
        SEASONAL,
        /** With zeros here and there, so that nothing is multiplicative. */
        ERRATIC,
        /** Mostly zero. */
        SPARSE
    }

    private static double[] demand(Kind kind, int length, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] y = new double[length];
        for (int t = 0; t < length; t++) {
            double noise = random.nextGaussian();
            y[t] = switch (kind) {
                case SEASONAL -> Math.rint(200 + t + 60 * Math.sin(2 * Math.PI * t / 12) + 10 * noise);
                case ERRATIC -> t % 9 == 0 ? 0 : Math.rint(Math.exp(4 + 0.5 * noise));
                case SPARSE -> random.nextInt(4) == 0 ? 1 + random.nextInt(6) : 0;
            };
        }
        return y;
    }

    @ParameterizedTest
    @EnumSource
    void afterARestartAForecastIsUpdatedAsIfThereHadBeenNone(Kind kind) {
        double[] y = demand(kind, 60, 7);
        Forecast before = ENGINE.forecast(Series.demand(Arrays.copyOf(y, 57), 12), 6);
        Forecast restored =
                KeptForecast.read(KeptForecast.write(before).orElseThrow()).orElseThrow();

        assertThat(restored.points()).isEqualTo(before.points());
        assertThat(restored.members()).isEqualTo(before.members());
        assertThat(restored.reason()).isEqualTo(before.reason());
        assertThat(restored.accuracy()).isEqualTo(before.accuracy());
        assertThat(restored.quantileOfSum(3, 0.95)).isEqualTo(before.quantileOfSum(3, 0.95));
        Forecast after = ENGINE.update(restored, Series.demand(y, 12), 6);
        assertThat(after.points())
                .isEqualTo(ENGINE.update(before, Series.demand(y, 12), 6).points());
        // Kept parameters, not new ones: what is chosen anew weighs its members by other errors.
        assertThat(after.accuracy()).isEqualTo(before.accuracy());
    }

    /** Shares and intervals come from the pool, which restored forecasts fill as those that were just made do. */
    @Test
    void restoredForecastsPoolAsTheOthersDo() {
        List<Forecast> made = new ArrayList<>();
        List<Forecast> restored = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Kind kind = Kind.values()[i % 3];
            made.add(ENGINE.forecast(Series.demand(demand(kind, 48, i), 12), 6));
            restored.add(KeptForecast.read(KeptForecast.write(made.getLast()).orElseThrow())
                    .orElseThrow());
        }
        Calibration pool = Calibration.of(made);
        Calibration again = Calibration.of(restored);

        for (int i = 0; i < made.size(); i++) {
            assertThat(restored.get(i).points(again)).isEqualTo(made.get(i).points(pool));
        }
    }

    @Test
    void isSmall() {
        for (Kind kind : Kind.values()) {
            Forecast forecast = ENGINE.forecast(Series.demand(demand(kind, 60, 1), 12), 6);
            assertThat(KeptForecast.write(forecast).orElseThrow()).hasSizeLessThan(6_000);
        }
    }

    @Test
    void whatAnotherVersionWroteIsNotRead() {
        byte[] kept = KeptForecast.write(ENGINE.forecast(Series.demand(demand(Kind.SEASONAL, 60, 1), 12), 6))
                .orElseThrow();
        byte[] torn = Arrays.copyOf(kept, kept.length / 2);
        byte[] strange = kept.clone();
        strange[0] = 99;

        assertThat(KeptForecast.read(strange)).isEmpty();
        assertThat(KeptForecast.read(torn)).isEmpty();
        assertThat(KeptForecast.read(new byte[0])).isEmpty();
        assertThat(KeptForecast.write(ENGINE.forecast(Series.demand(new double[3], 12), 6)))
                .isEmpty();
    }
}
