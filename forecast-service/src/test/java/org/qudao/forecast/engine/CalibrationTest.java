package org.qudao.forecast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    private static final int HORIZON = 6;

    private final ForecastEngine engine = ForecastEngine.standard();
    private final Random random = new Random(5);

    private Forecast yearly(int years, double jump) {
        double[] y = new double[years];
        for (int t = 0; t < years; t++) {
            y[t] = 1_000 + 20 * random.nextGaussian() + (t >= years - HORIZON ? jump : 0);
        }
        return engine.forecast(Series.demand(y, 1), HORIZON);
    }

    private Calibration pool(int calm, int jumping) {
        List<Forecast> forecasts = new ArrayList<>();
        for (int i = 0; i < calm; i++) {
            forecasts.add(yearly(40, 0));
        }
        for (int i = 0; i < jumping; i++) {
            forecasts.add(yearly(15, i % 2 == 0 ? 800 : -800));
        }
        return Calibration.of(forecasts);
    }

    @Test
    void aLongSeriesCountsNoMoreThanAShortOne() {
        Multiples multiples = pool(100, 100).multiples(1, 3);

        assertThat(multiples.at(0.7)).as("the calm half").isLessThan(3);
        assertThat(multiples.at(0.85))
                .as("beyond the half that are short, and jump")
                .isGreaterThan(3);
    }

    @Test
    void thirtySeriesAreEnoughToLeaveTheStandardIntervals() {
        assertThat(pool(29, 0).multiples(1, 3)).isSameAs(Multiples.STANDARD);
        assertThat(pool(30, 0).multiples(1, 3)).isNotSameAs(Multiples.STANDARD);
    }

    @Test
    void manyScoresOfFewSeriesAreFewDraws() {
        double[] scores = new double[300];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = i;
        }

        assertThat(Multiples.of(scores, 300).at(0.99)).isLessThan(299);
        assertThat(Multiples.of(scores, 50).at(0.99)).isEqualTo(299);
    }
}
