package org.qudao.forecast.engine.replenishment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class WorkedReplenishmentTest {
    private static final Position NOTHING = new Position(0, 0, 0, 0);

    /** Weekly demand of 2,500 with standard deviation 500. */
    private static final ExpectedDemand WEEKLY = new ExpectedDemand(7, List.of(2500.0), 500);

    /** Chopra & Meindl, safety inventory, continuous review: lead time 2 weeks, cycle service 90 %: SS 906, reorder at 5,906. */
    @Test
    void continuousReviewOfChopraAndMeindl() {
        Plan plan = Replenishment.plan(WEEKLY, new Policy(14, 0, 0.9, 1, 0), NOTHING);

        assertThat(plan.safetyStock()).isCloseTo(906, within(1.0));
        assertThat(plan.reorderPoint()).isCloseTo(5906, within(1.0));
    }

    /** Chopra & Meindl, safety inventory, periodic review every 4 weeks: SS 1,570, order-up-to level 16,570. */
    @Test
    void periodicReviewOfChopraAndMeindl() {
        Plan plan = Replenishment.plan(WEEKLY, new Policy(14, 28, 0.9, 1, 0), NOTHING);

        assertThat(plan.safetyStock()).isCloseTo(1570, within(1.0));
        assertThat(plan.orderUpTo()).isCloseTo(16_570, within(1.0));
        assertThat(plan.quantity()).isEqualTo(16_570);
    }

    /** Heizer & Render, inventory management: mean 350 and deviation 10 over the lead time, 95 %: SS 16.5, reorder at 366.5. */
    @Test
    void probabilisticReorderPointOfHeizerAndRender() {
        ExpectedDemand overLeadTime = new ExpectedDemand(10, List.of(350.0), 10);
        Plan plan = Replenishment.plan(overLeadTime, new Policy(10, 0, 0.95, 1, 0), NOTHING);

        assertThat(plan.safetyStock()).isCloseTo(16.45, within(0.05));
        assertThat(plan.reorderPoint()).isCloseTo(366.45, within(0.05));
    }

    /**
     * Chopra & Meindl, effect of lead time uncertainty: 2,500 a day with deviation 500, 7 days with deviation 7, 90 %: σ =
     * √(7 × 500² + 2,500² × 7²) = 17,550, safety stock 1.2816 × 17,550 = 22,491.
     */
    @Test
    void uncertainLeadTimeOfChopraAndMeindl() {
        ExpectedDemand daily = new ExpectedDemand(1, List.of(2500.0), 500);
        Plan plan = Replenishment.plan(daily, new Policy(7, 7, 0, 0.9, 1, 0, Distribution.NORMAL), NOTHING);

        assertThat(plan.safetyStock()).isCloseTo(22_491, within(1.0));
        assertThat(plan.reorderPoint()).isCloseTo(17_500 + 22_491, within(1.0));
    }

    /** Poisson of mean 4: P(≤ 7) = 0.9489, P(≤ 8) = 0.9786; at 95 % eight units, four of them for safety. Inputs are ours. */
    @Test
    void slowMoversCountWholeUnits() {
        ExpectedDemand slow = new ExpectedDemand(30, List.of(4.0), 2);
        Plan plan = Replenishment.plan(slow, new Policy(30, 0, 0.95, 1, 0), NOTHING);

        assertThat(plan.orderUpTo()).isEqualTo(8);
        assertThat(plan.safetyStock()).isEqualTo(4);
        assertThat(plan.quantity()).isEqualTo(8);
    }

    /** Negative binomial of mean 3 and variance 6 (r = 3, p = ½): P(≤ 5) = 0.8555, P(≤ 6) = 0.9102. Inputs are ours. */
    @Test
    void lumpyDemandTakesTheNegativeBinomial() {
        ExpectedDemand lumpy = new ExpectedDemand(30, List.of(3.0), Math.sqrt(6));
        Plan plan = Replenishment.plan(lumpy, new Policy(30, 0, 0.9, 1, 0), NOTHING);

        assertThat(plan.orderUpTo()).isEqualTo(6);
        assertThat(plan.steps())
                .filteredOn(step -> step.name().equals("protectionQuantile"))
                .singleElement()
                .satisfies(step -> assertThat(step.inputs()).isEqualTo("r = 3, p = 0.5 at 0.9"));
    }

    /** Deviation equal to the mean makes the gamma exponential: its 95 % quantile is −ln(0.05) = 2.996 means. Inputs are ours. */
    @Test
    void erraticDemandTakesTheGamma() {
        ExpectedDemand erratic = new ExpectedDemand(30, List.of(1000.0), 1000);
        Plan plan = Replenishment.plan(erratic, new Policy(30, 0, 0.95, 1, 0), NOTHING);

        assertThat(plan.orderUpTo()).isCloseTo(-1000 * Math.log(0.05), within(35.0));
        // The formula by hand: 1,000 × (1 − 1/9 + 1.6449/3)³
        assertThat(plan.orderUpTo()).isCloseTo(2968, within(1.0));
    }

    /** Deviation √2 means makes the shape ½: the quantile is Φ⁻¹(0.975)² means at 95 %. Inputs are ours. */
    @Test
    void veryErraticDemandTakesTheGammaItself() {
        ExpectedDemand erratic = new ExpectedDemand(30, List.of(100.0), 100 * Math.sqrt(2));
        Plan plan = Replenishment.plan(erratic, new Policy(30, 0, 0.95, 1, 0), NOTHING);

        assertThat(plan.orderUpTo()).isCloseTo(100 * 1.959964 * 1.959964, within(0.1));
        assertThat(plan.steps())
                .filteredOn(step -> step.name().equals("protectionQuantile"))
                .singleElement()
                .satisfies(step -> assertThat(step.inputs()).isEqualTo("GAMMA.INV(0.95; 0.5; 200)"));
    }

    @Test
    void nothingIsBoughtForAHundredthOfAUnit() {
        ExpectedDemand hardly = new ExpectedDemand(30, List.of(0.01), 0.1);
        Plan cases = Replenishment.plan(hardly, new Policy(14, 7, 0.95, 24, 0), NOTHING);
        Plan minimum =
                Replenishment.plan(new ExpectedDemand(30, List.of(0.0), 0), new Policy(14, 0, 0.95, 1, 10), NOTHING);

        assertThat(cases.quantity()).isZero();
        assertThat(minimum.quantity()).as("of what is phased out").isZero();
        assertThat(Replenishment.plan(hardly, new Policy(14, 7, 0.95, 24, 0), new Position(0, 0, 0, 1))
                        .quantity())
                .as("somebody waits for one")
                .isEqualTo(24);
    }

    @Test
    void aNormalOfErraticDemandWouldHoldTooLittle() {
        ExpectedDemand erratic = new ExpectedDemand(30, List.of(1000.0), 1000);
        Policy normal = new Policy(30, 0, 0, 0.99, 1, 0, Distribution.NORMAL);

        assertThat(Replenishment.plan(erratic, new Policy(30, 0, 0.99, 1, 0), NOTHING)
                        .safetyStock())
                .isGreaterThan(
                        1.3 * Replenishment.plan(erratic, normal, NOTHING).safetyStock());
    }

    @Test
    void monthsOfTheForecastCountByTheirDays() {
        ExpectedDemand rising = new ExpectedDemand(30, List.of(30.0, 60.0), 0);

        assertThat(rising.over(15)).isCloseTo(15, within(1e-9));
        assertThat(rising.over(45)).isCloseTo(60, within(1e-9));
        assertThat(rising.over(90)).isCloseTo(150, within(1e-9));
    }

    @Test
    void everyNumberCanBeRedoneFromItsInputs() {
        Plan plan = Replenishment.plan(WEEKLY, new Policy(14, 28, 0.9, 1, 0), new Position(1000, 200, 300, 50));

        assertThat(plan.steps())
                .extracting(Step::name)
                .containsExactly(
                        "leadTimeDemand",
                        "protectionDemand",
                        "protectionDeviation",
                        "safetyFactor",
                        "safetyStock",
                        "reorderPoint",
                        "orderUpTo",
                        "position",
                        "shortfall",
                        "quantity");
        assertThat(plan.position()).isEqualTo(1450);
        assertThat(plan.steps().get(2).inputs()).isEqualTo("500 × √(42 ÷ 7)");
        assertThat(plan.steps().getLast().value()).isEqualTo(plan.quantity());
    }

    @Test
    void ordersWholeCasesAndAtLeastTheMinimum() {
        ExpectedDemand certain = new ExpectedDemand(7, List.of(70.0), 0);

        assertThat(Replenishment.plan(certain, new Policy(7, 7, 0.9, 12, 0), new Position(100, 0, 0, 0))
                        .quantity())
                .isEqualTo(48);
        assertThat(Replenishment.plan(certain, new Policy(7, 7, 0.9, 12, 50), new Position(100, 0, 0, 0))
                        .quantity())
                .isEqualTo(60);
    }

    @Test
    void ordersNothingWhenThePositionCoversTheLevel() {
        ExpectedDemand certain = new ExpectedDemand(7, List.of(70.0), 0);

        assertThat(Replenishment.plan(certain, new Policy(7, 7, 0.9, 12, 50), new Position(100, 40, 0, 0))
                        .quantity())
                .isZero();
        assertThat(Replenishment.plan(certain, new Policy(7, 0, 0.9, 1, 0), new Position(71, 0, 0, 0))
                        .quantity())
                .isZero();
    }

    @Test
    void backOrdersLowerThePosition() {
        ExpectedDemand certain = new ExpectedDemand(7, List.of(70.0), 0);

        assertThat(Replenishment.plan(certain, new Policy(7, 0, 0.9, 1, 0), new Position(0, 0, 0, 30))
                        .quantity())
                .isEqualTo(100);
    }

    @Test
    void refusesAServiceLevelOfOne() {
        assertThatThrownBy(() -> new Policy(7, 7, 1, 1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("serviceLevel");
    }

    /** 15 days of a 30-day month with 600 units are over: 300 of it and 200 of the next month's 400 in 30 days; σ = √(50² + 0.5 × (90² − 50²)) for 45. */
    @Test
    void demandBeginsTodayAndErrorsOfMonthsTogetherAreMoreThanOfEachAlone() {
        ExpectedDemand begun =
                new ExpectedDemand(30, List.of(600.0, 400.0, 400.0), new CumulativeError(List.of(50.0, 90.0)), 15);

        Plan plan = Replenishment.plan(
                begun, new Policy(30, 0, 15, 0.95, 1, 0, Distribution.NORMAL), new Position(0, 0, 0, 0));

        assertThat(value(plan, "leadTimeDemand")).isCloseTo(500, within(1e-9));
        assertThat(value(plan, "protectionDemand")).isCloseTo(700, within(1e-9));
        assertThat(value(plan, "protectionDeviation")).isCloseTo(Math.sqrt(5_300), within(1e-9));
        assertThat(plan.steps())
                .filteredOn(step -> step.name().equals("protectionDeviation"))
                .singleElement()
                .extracting(Step::inputs)
                .isEqualTo("√(50² + 0.5 × (90² − 50²)), k = 1");
        assertThat(plan.safetyStock()).isCloseTo(1.644854 * Math.sqrt(5_300), within(1e-3));
    }

    private static double value(Plan plan, String name) {
        return plan.steps().stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }
}
