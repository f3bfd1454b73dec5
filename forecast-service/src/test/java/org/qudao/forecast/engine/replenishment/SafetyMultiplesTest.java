package org.qudao.forecast.engine.replenishment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.qudao.forecast.engine.Calibration;
import org.qudao.forecast.engine.Forecast;
import org.qudao.forecast.engine.ForecastEngine;
import org.qudao.forecast.engine.ForecastPoint;
import org.qudao.forecast.engine.Series;

class SafetyMultiplesTest {
    private static final Position NOTHING = new Position(0, 0, 0, 0);

    /** Two a month with deviation 3, four in two months with deviation 4; at 90 % 5 and 9, at 95 % 9 and 13. */
    private static final ExpectedDemand LUMPY = new ExpectedDemand(
            30,
            List.of(2.0, 2.0),
            new CumulativeError(List.of(3.0, 4.0)),
            0,
            SafetyMultiples.of(
                    "forecast A",
                    List.of(2.0, 2.0),
                    List.of(3.0, 4.0),
                    List.of(0.9, 0.95),
                    List.of(List.of(5.0, 9.0), List.of(9.0, 13.0))));

    @Test
    void theLevelForWholePeriodsIsTheCalibratedQuantile() {
        Plan one = Replenishment.plan(LUMPY, new Policy(30, 0, 0.95, 1, 0), NOTHING);
        Plan two = Replenishment.plan(LUMPY, new Policy(30, 30, 0.9, 1, 0), NOTHING);

        assertThat(one.orderUpTo()).isCloseTo(9, within(1e-9));
        assertThat(two.orderUpTo()).isCloseTo(9, within(1e-9));
        assertThat(step(two, "safetyFactor").inputs()).isEqualTo("(9 − 4) ÷ 4, k = 2");
        assertThat(step(two, "safetyFactor").formula()).contains("quantile of forecast A for the service level");
        assertThat(step(two, "safetyStock").inputs()).isEqualTo("1.25 × 4");
    }

    /** 45 days: 3 units, σ² = 9 + ½ × 7; two periods are as near as one, so z is that of two: 9 ÷ 4. */
    @Test
    void betweenPeriodsTheDeviationOfTheDaysCounts() {
        Plan plan = Replenishment.plan(LUMPY, new Policy(30, 15, 0.95, 1, 0), NOTHING);

        assertThat(plan.orderUpTo()).isCloseTo(3 + 9 / 4.0 * Math.sqrt(12.5), within(1e-9));
    }

    /** Φ⁻¹(0.93) = 1.47579 lies (1.47579 − 1.28155) ÷ (1.64485 − 1.28155) = 0.53465 of the way from 5 to 9. */
    @Test
    void betweenLevelsTheQuantileLiesInBetween() {
        Plan plan = Replenishment.plan(LUMPY, new Policy(30, 0, 0.93, 1, 0), NOTHING);

        assertThat(plan.orderUpTo()).isCloseTo(5 + 0.53465 * 4, within(1e-3));
        assertThat(step(plan, "forecastQuantile").inputs())
                .isEqualTo("a = 0.9, b = 0.95, α = 0.93, k = 1: 5 + 0.5347 × (9 − 5)");
    }

    @Test
    void whoeverAsksForADistributionGetsIt() {
        Policy normal = new Policy(30, 0, 0, 0.95, 1, 0, Distribution.NORMAL);

        assertThat(Replenishment.plan(LUMPY, normal, NOTHING).orderUpTo()).isCloseTo(2 + 1.644854 * 3, within(1e-4));
    }

    /** An outlet is one demand; the warehouse above two of them knows only what both come to. */
    @Test
    void aPlaceOfOneDemandIsCoveredByItsQuantileAndOneOfSeveralByTheirDeviation() {
        SupplyNode a = new SupplyNode("a", LUMPY, NOTHING, new Policy(30, 0, 0.95, 1, 0), 1, List.of());
        SupplyNode b = new SupplyNode("b", LUMPY, NOTHING, new Policy(30, 0, 0.95, 1, 0), 1, List.of());
        SupplyNode top = new SupplyNode("top", null, NOTHING, new Policy(30, 0, 0.95, 1, 0), 0.5, List.of(a, b));

        EchelonPlan plan = EchelonReplenishment.plan(top);

        assertThat(plan.steps()).noneSatisfy(step -> assertThat(step.formula()).contains("quantile of forecast A"));
        assertThat(plan.supplied()).allSatisfy(below -> assertThat(below.steps())
                .anySatisfy(step -> assertThat(step.formula()).contains("quantile of forecast A")));
    }

    /**
     * One unit in most of the months with demand and thirty in the others: a distribution of mean and deviation alone does not know that
     * sums come in steps, and keeps 91 % instead of 95 (the quantile 96). Of ten such items together the distribution does. 1,200 items whose
     * next three months are known.
     */
    @Test
    void serviceLevelsAreMetWhereMeanAndDeviationDoNotTellThem() {
        SplittableRandom random = new SplittableRandom(31);
        List<double[]> items =
                IntStream.range(0, 1_200).mapToObj(i -> lumpy(random)).toList();
        List<Forecast> alone = items.parallelStream()
                .map(y -> ForecastEngine.standard().forecast(Series.demand(Arrays.copyOf(y, 60), 12), 3))
                .toList();
        Calibration pool = Calibration.of(alone);
        List<Forecast> forecasts = alone.stream().map(one -> one.pooled(pool)).toList();
        Policy policy = new Policy(90, 0, 0.95, 1, 0);
        int calibrated = 0;
        int assumed = 0;
        int ofTen = 0;
        List<ExpectedDemand> ten = new ArrayList<>();
        double came = 0;
        int groups = 0;
        for (int i = 0; i < items.size(); i++) {
            double actual = Arrays.stream(items.get(i), 60, 63).sum();
            ExpectedDemand known = expected(forecasts.get(i));
            ExpectedDemand plain = new ExpectedDemand(30, known.means(), known.error(), 0);
            double a = Replenishment.plan(known, policy, NOTHING).orderUpTo();
            double b = Replenishment.plan(plain, policy, NOTHING).orderUpTo();
            calibrated += actual <= a + 0.01 ? 1 : 0;
            assumed += actual <= b + 0.01 ? 1 : 0;
            ten.add(plain);
            came += actual;
            if (ten.size() == 10) {
                ofTen += came <= Replenishment.plan(sum(ten), policy, NOTHING).orderUpTo() ? 1 : 0;
                groups++;
                ten.clear();
                came = 0;
            }
        }
        assertThat((double) calibrated / items.size()).isBetween(0.935, 0.975);
        assertThat((double) assumed / items.size()).isLessThan(0.93);
        assertThat((double) ofTen / groups).as("ten together").isBetween(0.92, 0.99);
    }

    private static double[] lumpy(SplittableRandom random) {
        double rate = 0.15 + 0.2 * random.nextDouble();
        double[] y = new double[63];
        for (int t = 0; t < y.length; t++) {
            y[t] = random.nextDouble() >= rate ? 0 : random.nextInt(5) == 0 ? 30 : 1;
        }
        return y;
    }

    private static ExpectedDemand expected(Forecast forecast) {
        List<Double> means = forecast.points().stream().map(ForecastPoint::mean).toList();
        List<Double> deviations =
                Arrays.stream(forecast.deviationsOfSums()).boxed().toList();
        List<List<Double>> quantiles = new ArrayList<>();
        for (double level : new double[] {0.9, 0.95}) {
            quantiles.add(IntStream.rangeClosed(1, 3)
                    .mapToObj(k -> forecast.quantileOfSum(k, level))
                    .toList());
        }
        return new ExpectedDemand(
                30,
                means,
                new CumulativeError(deviations),
                0,
                Objects.requireNonNull(
                        SafetyMultiples.of("forecast", means, deviations, List.of(0.9, 0.95), quantiles)));
    }

    private static ExpectedDemand sum(List<ExpectedDemand> parts) {
        List<Double> means = IntStream.range(0, 3)
                .mapToObj(k ->
                        parts.stream().mapToDouble(part -> part.means().get(k)).sum())
                .toList();
        return new ExpectedDemand(
                30,
                means,
                CumulativeError.sum(parts.stream().map(ExpectedDemand::error).toList()),
                0);
    }

    private static Step step(Plan plan, String name) {
        return plan.steps().stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
