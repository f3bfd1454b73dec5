package org.qudao.forecast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BacktestTest {
    private static final int HORIZON = 6;

    private final ForecastEngine engine = ForecastEngine.standard();

    private static double[] months(int phase) {
        double[] y = new double[60];
        for (int t = 0; t < y.length; t++) {
            y[t] = 500 + 100 * Math.sin(Math.PI * (t + phase) / 6) + (7 * t + phase) % 11;
        }
        return y;
    }

    private static double[] rare(long seed) {
        Random random = new Random(seed);
        double[] y = new double[60];
        for (int t = 0; t < y.length; t++) {
            y[t] = random.nextDouble() < 0.3 ? 20 + random.nextInt(10) : 0;
        }
        return y;
    }

    @Test
    void whatWasFilledIntoAGapIsComparedWithNothing() {
        for (double[] y : List.of(months(0), rare(99))) {
            assertThat(forecast(y).measures().points()).isEqualTo(3 * HORIZON);
            for (int t = y.length - HORIZON; t < y.length - 1; t++) {
                y[t] = Double.NaN;
            }

            Forecast gap = forecast(y);

            // the last six months, those from the ninth last, and those from the twelfth last
            assertThat(gap.measures().points()).isEqualTo(1 + 3 + 6);
            assertThat(KeptForecast.read(KeptForecast.write(gap).orElseThrow())
                            .orElseThrow()
                            .accuracy())
                    .isEqualTo(gap.accuracy());
        }
    }

    @Test
    void anOriginAfterWhichNothingIsKnownIsNone() {
        double[] y = months(0);
        for (int t = y.length - HORIZON; t < y.length; t++) {
            y[t] = Double.NaN;
        }

        assertThat(forecast(y).accuracy().origins()).isEqualTo(2);
    }

    @Test
    void aPoolWithGapsIsCalibratedOnWhatIsKnown() {
        List<Forecast> forecasts = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            double[] y = i % 2 == 0 ? months(i) : rare(i);
            y[y.length - 2] = Double.NaN;
            forecasts.add(forecast(y));
        }
        Calibration pool = Calibration.of(forecasts);

        for (Forecast forecast : forecasts) {
            Forecast pooled = forecast.pooled(pool);
            for (ForecastPoint p : pooled.points()) {
                assertThat(p.mean()).isFinite();
                assertThat(p.hi95()).isFinite();
            }
            assertThat(pooled.quantileOfSum(HORIZON, 0.95)).isFinite();
        }
    }

    @Test
    void intervalsOfRareDemandKnowNothingOfWhatFollowed() {
        List<Forecast> pool = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            pool.add(forecast(rare(i)));
        }
        Calibration calibration = Calibration.of(pool);
        assertThat(calibration.counts(12).model(1)).isEqualTo(LeadTimeModel.RESAMPLED);
        double[] y = rare(99);
        for (int t = y.length - HORIZON; t < y.length; t++) {
            y[t] = t % 2 == 0 ? 2_000 : 0;
        }

        List<Double> high = new ArrayList<>();
        forecast(y).pooled(calibration).compare((step, actual, point, scale, squared) -> high.add(point.hi95()));

        // before the last origin, nothing larger had ever come
        assertThat(high.subList(0, HORIZON)).allSatisfy(hi95 -> assertThat(hi95).isLessThan(30));
    }

    @Test
    void intervalsOfRareDemandAreMeasuredOnItsOwnScale() {
        double[] y = rare(99);
        for (int t = 0; t < y.length; t++) {
            y[t] *= 1e12;
        }

        assertThat(forecast(y).route()).isEqualTo(Route.INTERMITTENT);
        forecast(y).compare((step, actual, point, scale, squared) -> assertThat(point.hi95())
                .isBetween(0.5, 20.0));
    }

    private Forecast forecast(double[] y) {
        return engine.forecast(Series.demand(y, 12), HORIZON);
    }
}
