package org.qudao.forecast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RobustnessTest {
    private final ForecastEngine engine = ForecastEngine.standard();

    @Property(tries = 300)
    void neverFailsAndNeverAnswersNonsense(
            @ForAll("histories") double[] values, @ForAll("frequencies") int frequency, @ForAll boolean demand) {
        Series series = demand ? Series.demand(values, frequency) : Series.measurements(values, frequency);

        List<ForecastPoint> points = engine.forecast(series, 8).points();

        assertThat(points).hasSize(8);
        for (ForecastPoint p : points) {
            for (double v : new double[] {p.lo95(), p.lo80(), p.mean(), p.hi80(), p.hi95()}) {
                assertThat(v).isFinite();
                assertThat(demand && v < 0).isFalse();
            }
            assertThat(p.lo95()).isLessThanOrEqualTo(p.lo80());
            assertThat(p.lo80()).isLessThanOrEqualTo(p.mean());
            assertThat(p.mean()).isLessThanOrEqualTo(p.hi80());
            assertThat(p.hi80()).isLessThanOrEqualTo(p.hi95());
        }
    }

    @Example
    void valuesWhoseSumsOverflowAreMissingOnes() {
        double[] values = {0, 0, 0, 0, 0, 0, Double.MAX_VALUE, Double.NaN, -Double.MAX_VALUE, 1e60, -1e60, 1e61};
        for (ForecastPoint p :
                engine.forecast(Series.measurements(values, 1), 8).points()) {
            assertThat(p.mean()).isFinite();
            assertThat(p.lo95()).isFinite();
            assertThat(p.hi95()).isFinite();
        }
    }

    @Property(tries = 50)
    void theSameSeriesGivesTheSameAnswer(@ForAll("histories") double[] values) {
        Forecast first = engine.forecast(Series.demand(values, 12), 6);
        Forecast second = ForecastEngine.standard().forecast(Series.demand(values, 12), 6);

        assertThat(second.points()).isEqualTo(first.points());
        assertThat(second.members()).isEqualTo(first.members());
        assertThat(second.accuracy()).isEqualTo(first.accuracy());
    }

    @Property(tries = 100)
    void accuracyIsFinite(@ForAll("histories") double[] values) {
        Accuracy a = engine.forecast(Series.demand(values, 4), 4).accuracy();

        for (double v : new double[] {a.mase(), a.rmsse(), a.wape(), a.bias(), a.coverage80(), a.coverage95()}) {
            assertThat(v).isFinite();
        }
    }

    @Property(tries = 150)
    void quantilesAndUpdatesAreFiniteAndInOrder(
            @ForAll("histories") double[] values, @ForAll("frequencies") int frequency, @ForAll boolean demand) {
        double[] shorter = Arrays.copyOf(values, Math.max(0, values.length - 2));
        Forecast before = engine.forecast(series(shorter, frequency, demand), 7);
        Forecast after = engine.update(before, series(values, frequency, demand), 7);

        for (Forecast forecast : List.of(before, after)) {
            for (int step = 1; step <= 7; step++) {
                double low = forecast.quantileOfSum(step, 0.5);
                double high = forecast.quantileOfSum(step, 0.99);
                assertThat(low).isFinite().isLessThanOrEqualTo(high);
                assertThat(high).isFinite();
                assertThat(forecast.quantile(step, 0.05)).isFinite().isLessThanOrEqualTo(forecast.quantile(step, 0.95));
                assertThat(demand && low < 0).isFalse();
            }
        }
    }

    @Property(tries = 10)
    void aPoolOfOddSeriesIsNoHarm(@ForAll("pools") List<double[]> pool, @ForAll("frequencies") int frequency) {
        List<Forecast> alone = pool.stream()
                .map(values -> engine.forecast(Series.demand(values, frequency), 5))
                .toList();
        Calibration calibration = Calibration.of(alone);

        for (Forecast forecast : alone) {
            for (ForecastPoint p : forecast.points(calibration)) {
                assertThat(p.mean()).isFinite().isGreaterThanOrEqualTo(0);
                assertThat(p.lo95()).isLessThanOrEqualTo(p.mean());
                assertThat(p.hi95()).isFinite().isGreaterThanOrEqualTo(p.mean());
            }
            assertThat(forecast.pooled(calibration).accuracy().mase()).isFinite();
        }
    }

    @Example
    void levelShiftsOutliersAndTinyNumbersAreForecast() {
        double[] shift = new double[48];
        double[] outlier = new double[48];
        double[] tiny = new double[48];
        for (int t = 0; t < shift.length; t++) {
            shift[t] = (t < 30 ? 1_000 : 10) + t % 3;
            outlier[t] = t == 40 ? 1e12 : 5 + t % 4;
            tiny[t] = 1e-40 * (1 + t % 5);
        }
        assertThat(engine.forecast(Series.demand(shift, 12), 3)
                        .points()
                        .getFirst()
                        .mean())
                .isBetween(0.0, 100.0);
        assertThat(engine.forecast(Series.demand(outlier, 12), 3).points()).allMatch(p -> p.mean() >= 0);
        assertThat(engine.forecast(Series.demand(tiny, 12), 3)
                        .points()
                        .getFirst()
                        .mean())
                .isBetween(1e-41, 1e-39);
    }

    private static Series series(double[] values, int frequency, boolean demand) {
        return demand ? Series.demand(values, frequency) : Series.measurements(values, frequency);
    }

    @Provide
    Arbitrary<List<double[]>> pools() {
        return histories().list().ofMinSize(55).ofMaxSize(70);
    }

    @Provide
    Arbitrary<Integer> frequencies() {
        return Arbitraries.of(1, 4, 7, 12, 52);
    }

    @Provide
    Arbitrary<double[]> histories() {
        Arbitrary<Double> ordinary = Arbitraries.doubles().between(-1000, 1000);
        Arbitrary<Double> counts = Arbitraries.integers().between(0, 5).map(Integer::doubleValue);
        Arbitrary<Double> odd = Arbitraries.of(
                0.0,
                -0.0,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.MAX_VALUE,
                -Double.MAX_VALUE,
                Double.MIN_VALUE,
                1e-300,
                1e60,
                -1e60,
                1e300);
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(4, ordinary.array(double[].class).ofMaxSize(130)),
                net.jqwik.api.Tuple.of(4, counts.array(double[].class).ofMaxSize(130)),
                net.jqwik.api.Tuple.of(
                        2, Arbitraries.oneOf(counts, odd).array(double[].class).ofMaxSize(60)));
    }

    @Example
    void theUnitOfASeriesMakesNoDifference() {
        double[] y = new double[60];
        for (int t = 0; t < y.length; t++) {
            y[t] = 10 + 0.7 * t + 3 * (t % 12) + (t * 31 % 7) * 0.3;
        }
        List<ForecastPoint> expected = engine.forecast(Series.demand(y, 12), 12).points();

        for (double unit : new double[] {1e-20, 1e-8, 1e-4, 1e12, 1e40}) {
            double[] other = Arrays.stream(y).map(v -> v * unit).toArray();
            List<ForecastPoint> points =
                    engine.forecast(Series.demand(other, 12), 12).points();
            for (int h = 0; h < 12; h++) {
                assertThat(points.get(h).mean() / unit)
                        .isCloseTo(expected.get(h).mean(), withinPercentage(0.5));
                assertThat(points.get(h).hi95() / unit)
                        .isCloseTo(expected.get(h).hi95(), withinPercentage(1));
            }
        }
    }

    @Example
    void theSeasonOfAVeryLongSeriesIsSeen() {
        double[] y = new double[20_000];
        for (int t = 0; t < y.length; t++) {
            y[t] = t % 4 == 0 ? 200 : 100;
        }

        assertThat(Seasonality.indices(y, 4, true)).containsExactly(new double[] {1.6, 0.8, 0.8, 0.8}, within(1e-9));
    }
}
