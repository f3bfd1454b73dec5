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
                        "safetyFactor",
                        "leadTimeDemand",
                        "protectionDemand",
                        "protectionDeviation",
                        "safetyStock",
                        "reorderPoint",
                        "orderUpTo",
                        "position",
                        "shortfall",
                        "quantity");
        assertThat(plan.position()).isEqualTo(1450);
        assertThat(plan.steps().get(3).inputs()).isEqualTo("500 × √(42 ÷ 7)");
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
}
