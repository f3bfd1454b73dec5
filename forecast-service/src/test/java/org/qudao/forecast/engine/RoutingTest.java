package org.qudao.forecast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RoutingTest {
    private final ForecastEngine engine = ForecastEngine.standard();

    @Test
    void anEmptySeriesIsForecastAsZero() {
        Forecast forecast = engine.forecast(Series.demand(new double[] {Double.NaN}, 12), 3);

        assertThat(forecast.route()).isEqualTo(Route.EMPTY);
        assertThat(forecast.points()).allMatch(p -> p.mean() == 0 && p.hi95() == 0);
    }

    @Test
    void onlyZerosAreForecastAsZero() {
        assertThat(engine.forecast(Series.demand(new double[24], 12), 3).route())
                .isEqualTo(Route.ALL_ZERO);
    }

    @Test
    void aConstantIsRepeatedExactly() {
        Forecast forecast = engine.forecast(Series.demand(new double[] {7, 7, 7, 7, 7}, 12), 2);

        assertThat(forecast.route()).isEqualTo(Route.CONSTANT);
        assertThat(forecast.points())
                .containsExactly(new ForecastPoint(1, 7, 7, 7, 7, 7), new ForecastPoint(2, 7, 7, 7, 7, 7));
    }

    @Test
    void threeValuesAreTooFewForAModel() {
        Forecast forecast = engine.forecast(Series.demand(new double[] {4, 5, 9}, 12), 2);

        assertThat(forecast.route()).isEqualTo(Route.SHORT);
        assertThat(forecast.points().getFirst().mean()).isCloseTo(6, within(1e-12));
    }

    @Test
    void demandNowAndThenOfSteadySizeIsIntermittent() {
        double[] y = new double[36];
        for (int t = 0; t < y.length; t += 3) {
            y[t] = 2;
        }
        Forecast forecast = engine.forecast(Series.demand(y, 12), 4);

        assertThat(forecast.route()).isEqualTo(Route.INTERMITTENT);
        assertThat(forecast.reason()).contains("3.00");
        assertThat(forecast.points().getFirst().mean()).isCloseTo(2.0 / 3, within(0.15));
    }

    @Test
    void demandNowAndThenOfVaryingSizeIsLumpy() {
        double[] y = new double[36];
        for (int t = 0; t < y.length; t += 3) {
            y[t] = t % 2 == 0 ? 1 : 30;
        }
        assertThat(engine.forecast(Series.demand(y, 12), 4).route()).isEqualTo(Route.LUMPY);
    }

    @Test
    void seasonAndTrendOfTheAirlineSeriesContinue() {
        double[] past = java.util.Arrays.copyOf(WorkedExamplesTest.AIRLINE, 132);
        Forecast forecast = engine.forecast(Series.demand(past, 12), 12);

        double error = 0;
        for (ForecastPoint p : forecast.points()) {
            double actual = WorkedExamplesTest.AIRLINE[131 + p.step()];
            error += Math.abs(actual - p.mean()) / actual / 12;
        }
        assertThat(error).isLessThan(0.06);
        assertThat(forecast.accuracy().origins()).isEqualTo(3);
        assertThat(forecast.accuracy().mase()).isBetween(0.2, 1.5);
        assertThat(forecast.members()).extracting(Member::weight).satisfies(weights -> assertThat(
                        weights.stream().mapToDouble(Double::doubleValue).sum())
                .isCloseTo(1, within(1e-9)));
    }

    @Test
    void aGapIsFilledAndDoesNotCountAsZeroDemand() {
        double[] y = new double[30];
        java.util.Arrays.fill(y, 50);
        y[3] = 52;
        y[12] = Double.NaN;
        y[29] = Double.NaN;

        assertThat(engine.forecast(Series.demand(y, 12), 1).points().getFirst().mean())
                .isCloseTo(50, within(1.0));
    }
}
