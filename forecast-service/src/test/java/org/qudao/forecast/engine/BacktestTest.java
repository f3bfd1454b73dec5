package org.qudao.forecast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
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

    private static double[] rare() {
        double[] y = new double[60];
        for (int t = 0; t < y.length; t++) {
            y[t] = t % 3 == 0 ? 1 + t % 2 : 0;
        }
        return y;
    }

    @Test
    void whatWasFilledIntoAGapIsComparedWithNothing() {
        for (double[] y : List.of(months(0), rare())) {
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
            double[] y = i % 2 == 0 ? months(i) : rare();
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

    private Forecast forecast(double[] y) {
        return engine.forecast(Series.demand(y, 12), HORIZON);
    }
}
