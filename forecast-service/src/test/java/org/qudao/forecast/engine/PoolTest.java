package org.qudao.forecast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a pool promises, on simulated demand whose future is known. */
class PoolTest {
    private static final int HORIZON = 6;
    private static final int MONTHS = 60;

    private final ForecastEngine engine = ForecastEngine.standard();

    private record Simulated(double[] past, double[] future) {
        double total(int periods) {
            double sum = 0;
            for (int h = 0; h < periods; h++) {
                sum += future[h];
            }
            return sum;
        }
    }

    private static Simulated cut(double[] all) {
        return new Simulated(
                java.util.Arrays.copyOf(all, all.length - HORIZON),
                java.util.Arrays.copyOfRange(all, all.length - HORIZON, all.length));
    }

    private List<Forecast> forecasts(List<Simulated> series) {
        List<Forecast> alone = series.parallelStream()
                .map(s -> engine.forecast(Series.demand(s.past, 12), HORIZON))
                .toList();
        Calibration pool = Calibration.of(alone);
        return alone.stream().map(f -> f.pooled(pool)).toList();
    }

    private static int poisson(Random random, double mean) {
        double product = random.nextDouble();
        int k = 0;
        for (double bound = Math.exp(-mean); product > bound; k++) {
            product *= random.nextDouble();
        }
        return k;
    }

    /** Negative binomial as Poisson with a gamma mean of shape 1, which is an exponential one. */
    private static int negativeBinomial(Random random, double mean) {
        return poisson(random, -mean * Math.log(1 - random.nextDouble()));
    }

    private static double service(List<Simulated> series, List<Forecast> forecasts, int periods, double level) {
        int met = 0;
        for (int i = 0; i < series.size(); i++) {
            met += series.get(i).total(periods) <= forecasts.get(i).quantileOfSum(periods, level) ? 1 : 0;
        }
        return (double) met / series.size();
    }

    @Test
    void leadTimeQuantilesMeetTheirServiceLevelOnPoissonDemand() {
        Random random = new Random(1);
        List<Simulated> series = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            double mean = 0.2 + 1.0 * random.nextDouble();
            double[] y = new double[MONTHS];
            for (int t = 0; t < y.length; t++) {
                y[t] = poisson(random, mean);
            }
            series.add(cut(y));
        }
        List<Forecast> forecasts = forecasts(series);

        assertThat(service(series, forecasts, 3, 0.95)).isBetween(0.94, 0.97);
        assertThat(service(series, forecasts, 3, 0.99)).isBetween(0.98, 0.998);
        assertThat(service(series, forecasts, 6, 0.95)).isBetween(0.94, 0.97);
    }

    @Test
    void leadTimeQuantilesMeetTheirServiceLevelOnNegativeBinomialDemand() {
        Random random = new Random(2);
        List<Simulated> series = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            double mean = 0.2 + 1.5 * random.nextDouble();
            double[] y = new double[MONTHS];
            for (int t = 0; t < y.length; t++) {
                y[t] = negativeBinomial(random, mean);
            }
            series.add(cut(y));
        }
        List<Forecast> forecasts = forecasts(series);

        assertThat(service(series, forecasts, 3, 0.95)).isBetween(0.935, 0.975);
        assertThat(service(series, forecasts, 3, 0.99)).isBetween(0.98, 0.998);
    }

    /**
     * Poisson demand whose mean stays: the sum of six months has little more than √6 times the deviation of one. The negative binomial model
     * lets all months share the error of a smoothed mean, which makes it a fifth more.
     */
    @Test
    void deviationsOfSumsOfRareDemandAreThoseThatCome() {
        Random random = new Random(8);
        List<Simulated> series = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            double mean = 0.3 + 0.5 * random.nextDouble();
            double[] y = new double[MONTHS];
            for (int t = 0; t < y.length; t++) {
                y[t] = poisson(random, mean);
            }
            series.add(cut(y));
        }
        List<Forecast> forecasts = forecasts(series);
        double expected = 0;
        double came = 0;
        double alone = 0;
        for (int i = 0; i < series.size(); i++) {
            Forecast forecast = forecasts.get(i);
            if (forecast.route() != Route.INTERMITTENT && forecast.route() != Route.LUMPY) {
                continue;
            }
            double error = series.get(i).total(HORIZON) - forecast.sum(HORIZON);
            expected += Math.pow(forecast.deviationsOfSums()[HORIZON - 1], 2);
            alone += Math.pow(forecast.pooled(Calibration.standard()).deviationsOfSums()[HORIZON - 1], 2);
            came += error * error;
            assertThat(forecast.isCalibrated()).isTrue();
            assertThat(forecast.pooled(Calibration.standard()).isCalibrated()).isFalse();
        }
        assertThat(Math.sqrt(expected / came)).isBetween(0.93, 1.08);
        assertThat(Math.sqrt(alone / came)).isGreaterThan(1.1);
    }

    @Test
    void oneLargeLaunchDoesNotMoveTheOthers() {
        Random random = new Random(3);
        List<Simulated> series = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            double[] y = new double[MONTHS];
            for (int t = 0; t < y.length; t++) {
                y[t] = poisson(random, 0.5);
            }
            series.add(cut(y));
        }
        double before = sum(forecasts(series), 100);
        double[] launch = new double[MONTHS];
        launch[MONTHS - HORIZON - 1] = 100_000;
        series.add(cut(launch));

        assertThat(sum(forecasts(series), 100)).isCloseTo(before, withinPercentage(5));
    }

    private static double sum(List<Forecast> forecasts, int first) {
        return forecasts.stream().limit(first).mapToDouble(f -> f.sum(HORIZON)).sum();
    }

    @Test
    void intervalsCoverWhatTheyPromise() {
        Random random = new Random(4);
        List<Simulated> series = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            double[] y = new double[MONTHS];
            double level = 500 + 500 * random.nextDouble();
            for (int t = 0; t < y.length; t++) {
                level += 20 * random.nextGaussian();
                y[t] = Math.max(1, level * (1 + 0.2 * Math.sin(Math.PI * t / 6)) + 30 * random.nextGaussian());
            }
            series.add(cut(y));
        }
        List<Forecast> forecasts = forecasts(series);
        int within95 = 0;
        int below90 = 0;
        for (int i = 0; i < series.size(); i++) {
            for (ForecastPoint p : forecasts.get(i).points()) {
                double actual = series.get(i).future[p.step() - 1];
                within95 += p.lo95() <= actual && actual <= p.hi95() ? 1 : 0;
                below90 += actual <= forecasts.get(i).quantile(p.step(), 0.9) ? 1 : 0;
            }
        }
        double count = series.size() * HORIZON;

        assertThat(within95 / count).isBetween(0.93, 0.97);
        assertThat(below90 / count).isBetween(0.86, 0.94);
        assertThat(service(series, forecasts, HORIZON, 0.95)).isBetween(0.91, 0.985);
    }

    /** Demand that falls by a half a year: without the pool's level a smoothed mean stays too high. */
    @Test
    void aDeclineCommonToThePoolIsTakenOutOfTheLevel() {
        Random random = new Random(6);
        List<Simulated> series = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            double mean = 1.5 + random.nextDouble();
            double[] y = new double[MONTHS];
            for (int t = 0; t < y.length; t++) {
                y[t] = poisson(random, mean * Math.pow(0.6, t / 12.0));
            }
            series.add(cut(y));
        }
        double actual = series.stream().mapToDouble(s -> s.total(HORIZON)).sum();
        double alone = series.stream()
                .mapToDouble(
                        s -> engine.forecast(Series.demand(s.past, 12), HORIZON).sum(HORIZON))
                .sum();
        double pooled =
                forecasts(series).stream().mapToDouble(f -> f.sum(HORIZON)).sum();

        assertThat(alone / actual).isGreaterThan(1.15);
        assertThat(pooled / actual).isCloseTo(1, within(0.08));
    }

    /** By hand: of a half-life of no time, demand is 0 or 2 with probability ½ each; two periods: ¼, ½, ¼. */
    @Test
    void sumsOfResampledPeriodsAreConvolved() {
        double[] equal = new double[40];
        for (int t = 0; t < equal.length; t += 2) {
            equal[t] = 2;
        }
        Resampled two = Resampled.of(equal, equal.length, 2);

        assertThat(two.below(2)).isCloseTo(0.25, within(0.02));
        assertThat(two.below(4)).isCloseTo(0.75, within(0.02));
        assertThat(two.quantile(0.9)).isEqualTo(4);
    }

    /** By hand: 1 + 1 + 2 · 0.8 = 3.6; a third step adds 1 + 2 · (0.8 + 0.64). */
    @Test
    void spreadOfASumLiesBetweenIndependentAndEqualErrors() {
        Path path = new Path(new double[3], new double[] {1, 1, 1});

        assertThat(path.spreadOfSum(2)).isCloseTo(Math.sqrt(3.6), within(1e-12));
        assertThat(path.spreadOfSum(3)).isCloseTo(Math.sqrt(3.6 + 1 + 2 * 1.44), within(1e-12));
    }

    @Test
    void belowIsTheOtherSideOfTheQuantile() {
        // r = 3, p = 0.5: P(X ≤ 4) = 0.7734, P(X ≤ 5) = 0.8555
        Counts counts = new Counts(3, 6);

        assertThat(counts.below(5)).isCloseTo(0.7734, within(1e-4));
        assertThat(counts.below(6)).isCloseTo(0.8555, within(1e-4));
        assertThat(counts.below(0)).isZero();
    }

    @Test
    void normalProbabilitiesAreThoseOfTheTables() {
        assertThat(Normal.probability(1.959964)).isCloseTo(0.975, within(1e-7));
        assertThat(Normal.probability(-5)).isCloseTo(2.866516e-7, within(1e-12));
    }
}
