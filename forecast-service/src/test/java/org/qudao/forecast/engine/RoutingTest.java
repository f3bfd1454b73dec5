package org.qudao.forecast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
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
        double[] y = new double[18];
        Arrays.fill(y, 7);
        Forecast forecast = engine.forecast(Series.demand(y, 12), 2);

        assertThat(forecast.route()).isEqualTo(Route.CONSTANT);
        assertThat(forecast.points())
                .containsExactly(new ForecastPoint(1, 7, 7, 7, 7, 7), new ForecastPoint(2, 7, 7, 7, 7, 7));
        assertThat(engine.forecast(Series.measurements(new double[] {7, 7, 7, 7}, 12), 1)
                        .points())
                .containsExactly(new ForecastPoint(1, 7, 7, 7, 7, 7));
    }

    @Test
    void aFewEqualDemandsAreNoCertainty() {
        for (double[] y : new double[][] {{7}, {7, 7}, {7, 7, 7, 7, 7}}) {
            Forecast forecast = engine.forecast(Series.demand(y, 12), 2);

            assertThat(forecast.points().getLast().mean()).isEqualTo(7);
            assertThat(forecast.points().getLast().lo95()).isBetween(1.0, 3.0);
            assertThat(forecast.points().getLast().hi95()).as("Poisson: 12").isBetween(11.0, 13.0);
            assertThat(forecast.quantileOfSum(2, 0.99)).as("Poisson: 23").isBetween(22.0, 28.0);
        }
        assertThat(engine.forecast(Series.demand(new double[] {0.5, 0.5, 0.5, 0.5}, 12), 1)
                        .points()
                        .getFirst()
                        .hi95())
                .as("in pieces that are no whole numbers")
                .isBetween(0.6, 0.8);
    }

    @Test
    void whatIsSoldInSummerOnlyIsForecastForTheSummerOnly() {
        double[] y = new double[60];
        for (int t = 0; t < y.length; t++) {
            y[t] = t % 12 >= 5 && t % 12 <= 7 ? 90 + t % 7 : 0;
        }
        Forecast forecast = engine.forecast(Series.demand(y, 12), 12);

        assertThat(forecast.route()).isEqualTo(Route.SEASONAL);
        assertThat(forecast.reason()).startsWith("demand in its season");
        for (ForecastPoint p : forecast.points()) {
            if (p.step() >= 6 && p.step() <= 8) {
                assertThat(p.mean()).isBetween(80.0, 105.0);
            } else {
                assertThat(p.mean()).isBetween(0.0, 10.0);
            }
        }
    }

    @Test
    void theMonthsBeforeALaunchAreNoMonthsWithoutDemand() {
        double[] launched = new double[48];
        for (int t = 24; t < 48; t++) {
            launched[t] = 100 + t % 5;
        }
        Forecast forecast = engine.forecast(Series.demand(launched, 12), 6);

        assertThat(forecast.route()).isEqualTo(Route.SMOOTH);
        assertThat(forecast.points()).allMatch(p -> p.mean() > 95 && p.mean() < 110);
        double[] rare = new double[48];
        rare[20] = 3;
        rare[30] = 3;
        rare[43] = 3;
        assertThat(engine.forecast(Series.demand(rare, 12), 1)
                        .points()
                        .getFirst()
                        .mean())
                .as("what comes once a year may have come before")
                .isLessThan(0.3);
    }

    @Test
    void aMissingSummerIsFilledWithASummer() {
        double[] y = new double[48];
        for (int t = 0; t < y.length; t++) {
            y[t] = 100 + t + (t % 12 >= 5 && t % 12 <= 7 ? 200 : 0);
        }
        double[] whole = y.clone();
        Arrays.fill(y, 27, 33, Double.NaN);

        assertThat(Series.demand(y, 12).filled()).containsExactly(whole, within(1e-9));
    }

    @Test
    void aGapInRareDemandMakesItNoMoreFrequent() {
        double[] y = new double[36];
        for (int t = 0; t < y.length; t += 5) {
            y[t] = 4;
        }
        y[24] = Double.NaN;

        assertThat(Series.demand(y, 12).filled()).containsOnly(0, 4).containsSequence(0, 0, 0, 4, 0);
        assertThat(engine.forecast(Series.demand(y, 12), 1).route()).isEqualTo(Route.INTERMITTENT);
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
        for (int t = 0; t < y.length; t++) {
            y[t] = t % 9 == 0 || t % 9 == 4 || t % 9 == 7 ? 2 : 0;
        }
        Forecast forecast = engine.forecast(Series.demand(y, 12), 4);

        assertThat(forecast.route()).isEqualTo(Route.INTERMITTENT);
        assertThat(forecast.reason()).contains("3.00");
        assertThat(forecast.points().getFirst().mean()).isCloseTo(2.0 / 3, within(0.15));
    }

    @Test
    void demandNowAndThenOfVaryingSizeIsLumpy() {
        double[] y = new double[36];
        for (int t = 0; t < y.length; t += 5) {
            y[t] = t % 2 == 0 ? 1 : 30;
        }
        assertThat(engine.forecast(Series.demand(y, 12), 4).route()).isEqualTo(Route.LUMPY);
    }

    @Test
    void seasonAndTrendOfTheAirlineSeriesContinue() {
        double[] past = Arrays.copyOf(WorkedExamplesTest.AIRLINE, 132);
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
        Arrays.fill(y, 50);
        y[3] = 52;
        y[12] = Double.NaN;
        y[29] = Double.NaN;

        assertThat(engine.forecast(Series.demand(y, 12), 1).points().getFirst().mean())
                .isCloseTo(50, within(1.0));
    }
}
