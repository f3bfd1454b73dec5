package org.qudao.forecast.engine.drivers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.qudao.forecast.engine.Forecast;
import org.qudao.forecast.engine.ForecastEngine;
import org.qudao.forecast.engine.Series;

class CleanedSeriesTest {
    private static final int MONTHS = 36;
    private static final int HORIZON = 4;
    private static final double[] HISTORY =
            new SplittableRandom(7).doubles(MONTHS, 80, 120).map(Math::rint).toArray();
    private static final Forecast BASE = ForecastEngine.standard().forecast(Series.demand(HISTORY, 12), HORIZON);

    /** Twice the demand, and a tenth of it uncertain: σ' = √((2 σ)² + (0.1 × demand)²), the tenth being wrong in all months alike. */
    @Test
    void anEffectMultipliesTheSpreadAndAddsItsOwnError() {
        CleanedSeries promoted = promotedIn(1, 2, 3, 4);
        List<Double> means = promoted.driven(BASE.points()).points().stream()
                .map(point -> point.mean())
                .toList();

        double[] deviations =
                promoted.deviationsOfSums(BASE, promoted.driven(BASE.points()).points());

        double demand = 0;
        for (int k = 0; k < HORIZON; k++) {
            demand += means.get(k);
            assertThat(means.get(k)).isCloseTo(2 * BASE.points().get(k).mean(), within(1e-9));
            assertThat(deviations[k]).isCloseTo(Math.hypot(2 * BASE.deviationsOfSums()[k], 0.1 * demand), within(1e-9));
        }
    }

    @Test
    void onlySumsWithAPeriodInWhichItActsAreWidened() {
        CleanedSeries promoted = promotedIn(3);

        double[] deviations =
                promoted.deviationsOfSums(BASE, promoted.driven(BASE.points()).points());

        double[] plain = BASE.deviationsOfSums();
        assertThat(Arrays.copyOf(deviations, 2)).containsExactly(Arrays.copyOf(plain, 2));
        assertThat(deviations[2]).isBetween(1.1 * plain[2], 2.2 * plain[2]);
        assertThat(deviations[3]).isGreaterThan(1.1 * plain[3]);
    }

    @Test
    void withoutEffectsNothingIsWidened() {
        CleanedSeries plain = promotedIn();

        assertThat(plain.deviationsOfSums(BASE, BASE.points())).containsExactly(BASE.deviationsOfSums());
    }

    private static CleanedSeries promotedIn(int... steps) {
        double[] values = new double[MONTHS + HORIZON];
        for (int step : steps) {
            values[MONTHS + step - 1] = 1;
        }
        DrivenSeries series = new DrivenSeries("A", HISTORY, 12, Set.of(), List.of(Driver.campaign("DISPLAY", values)));
        return new CleanedSeries(
                series, List.of(new Uplift("DISPLAY", 0, 0, 0, 0, 0, Math.log(2), 0.1)), HISTORY, List.of());
    }
}
