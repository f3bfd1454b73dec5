package org.qudao.forecast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReachTest {
    private static final int HORIZON = 6;

    private final ForecastEngine engine = ForecastEngine.standard();

    private List<Forecast> forecasts(int count, double growth) {
        Random random = new Random(6);
        List<Forecast> forecasts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double[] y = new double[24];
            for (int t = 0; t < y.length; t++) {
                y[t] = 1_000 * Math.pow(growth, t) * (1 + 0.05 * random.nextGaussian());
            }
            forecasts.add(engine.forecast(Series.demand(y, 1), HORIZON));
        }
        return forecasts;
    }

    private static double reach(List<Forecast> forecasts) {
        return Calibration.of(forecasts).factor(Members.CONTINUOUS, 1);
    }

    @Test
    void goesFartherFromTheNaiveWhereMostSeriesOutgrewTheirForecasts() {
        List<Forecast> growing = forecasts(60, 1.1);
        Calibration pool = Calibration.of(growing);

        double reach = pool.factor(Members.CONTINUOUS, 1);
        Forecast alone = growing.getFirst();

        assertThat(reach).isBetween(1.02, 1.25);
        assertThat(alone.pooled(pool).sum(HORIZON)).isGreaterThan(1.01 * alone.sum(HORIZON));
    }

    @Test
    void staysWhereForecastsAreRightAsTheyAre() {
        assertThat(reach(forecasts(60, 1))).isBetween(0.95, 1.05);
    }

    @Test
    void fewSeriesTellNothing() {
        assertThat(reach(forecasts(49, 1.1))).isEqualTo(1);
    }
}
