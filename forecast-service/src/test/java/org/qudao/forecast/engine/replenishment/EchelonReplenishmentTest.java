package org.qudao.forecast.engine.replenishment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Formulas of Clark & Scarf 1960 and Shang & Song 2003; all inputs are ours, each expected number can be redone by hand. */
class EchelonReplenishmentTest {
    /** Ten a day with deviation 4. */
    private static final ExpectedDemand DAILY = new ExpectedDemand(1, List.of(10.0), 4);

    private static final Position EMPTY = new Position(0, 0, 0, 0);

    private static SupplyNode outlet(String place, Position position) {
        return new SupplyNode(place, DAILY, position, new Policy(4, 0, 0.95, 1, 0), 1, List.of());
    }

    private static SupplyNode warehouse(Position position, SupplyNode... supplied) {
        return new SupplyNode("warehouse", null, position, new Policy(9, 0, 0.95, 1, 0), 0.5, List.of(supplied));
    }

    /**
     * b = 0.95 ÷ 0.05 = 19, holding above costs half. Outlet: level 19.5 ÷ 20 = 0.975, 4 days: 40 + 1.95996 × 4√4 = 55.68. Warehouse and
     * outlet: levels 19 ÷ 20 = 0.95 and 19 ÷ 19.5 = 0.97436, 13 days: 130 + (1.64485 + 1.94899) ÷ 2 × 4√13 = 155.91.
     */
    @Test
    void levelsAreTheMeanOfTheNewsvendorBounds() {
        EchelonPlan plan = EchelonReplenishment.plan(warehouse(EMPTY, outlet("outlet", EMPTY)));

        assertThat(plan.supplied().getFirst().plan().orderUpTo()).isCloseTo(55.68, within(0.01));
        assertThat(plan.plan().orderUpTo()).isCloseTo(155.91, within(0.01));
        assertThat(plan.plan().steps())
                .filteredOn(step -> step.name().equals("upperLevel"))
                .singleElement()
                .satisfies(step -> assertThat(step.inputs()).isEqualTo("(19 + 0) ÷ (19 + 0.5)"));
    }

    /** Each alone at 95 %: 1.64485 × (4√4 + 4√9) = 32.9 units; together 25.9 hold the same promise. */
    @Test
    void isSafeOnlyOnce() {
        double echelon = EchelonReplenishment.plan(warehouse(EMPTY, outlet("outlet", EMPTY)))
                .plan()
                .safetyStock();
        double alone = Replenishment.plan(DAILY, new Policy(4, 0, 0.95, 1, 0), EMPTY)
                        .safetyStock()
                + Replenishment.plan(DAILY, new Policy(9, 0, 0.95, 1, 0), EMPTY).safetyStock();

        assertThat(alone).isCloseTo(32.9, within(0.1));
        assertThat(echelon).isCloseTo(25.91, within(0.01));
    }

    @Test
    void stockBelowAndOnTheWayCountsAbove() {
        SupplyNode full = outlet("outlet", new Position(50, 20, 0, 5));
        EchelonPlan plan = EchelonReplenishment.plan(warehouse(new Position(60, 40, 0, 0), full));

        assertThat(plan.plan().position()).isEqualTo(165);
        assertThat(plan.plan().quantity()).isZero();
        assertThat(plan.supplied().getFirst().plan().position()).isEqualTo(65);
    }

    /** Demand of two outlets is pooled: √2 times the deviation of one, not twice. */
    @Test
    void poolsTheRiskOfPlacesBelow() {
        Plan one =
                EchelonReplenishment.plan(warehouse(EMPTY, outlet("a", EMPTY))).plan();
        Plan two = EchelonReplenishment.plan(warehouse(EMPTY, outlet("a", EMPTY), outlet("b", EMPTY)))
                .plan();

        assertThat(two.safetyStock()).isCloseTo(Math.sqrt(2) * one.safetyStock(), within(1e-9));
        assertThat(two.orderUpTo() - two.safetyStock()).isCloseTo(260, within(1e-9));
    }

    /** a lacks 56 units, b 26 (in stock 30): of 41 units a gets ⌊56 × 41 ÷ 82⌋ = 28 and b 13. */
    @Test
    void sharesWhatIsThereInAShortage() {
        EchelonPlan plan = EchelonReplenishment.plan(
                warehouse(new Position(41, 0, 0, 0), outlet("a", EMPTY), outlet("b", new Position(30, 0, 0, 0))));

        assertThat(plan.supplied()).extracting(below -> below.plan().quantity()).containsExactly(56L, 26L);
        assertThat(plan.supplied()).extracting(EchelonPlan::allocated).containsExactly(28L, 13L);
    }

    /** One more deviation of two days of the warehouse's lead time: (10 × 2)² beside 13 × 4². */
    @Test
    void lateDeliveriesToTheWarehouseEndangerAllDemandBelow() {
        Policy late = new Policy(9, 2, 0, 0.95, 1, 0, Distribution.NORMAL);
        SupplyNode top = new SupplyNode("warehouse", null, EMPTY, late, 0.5, List.of(outlet("outlet", EMPTY)));

        assertThat(EchelonReplenishment.plan(top).plan().steps())
                .filteredOn(step -> step.name().equals("protectionDeviation"))
                .singleElement()
                .satisfies(step -> assertThat(step.value()).isCloseTo(Math.sqrt(208 + 400), within(1e-9)));
    }

    @Test
    void threeTiersAreWarehouseDealerAndOutlet() {
        SupplyNode dealer = new SupplyNode(
                "dealer", DAILY, EMPTY, new Policy(3, 0, 0.95, 1, 0), 0.8, List.of(outlet("outlet", EMPTY)));
        EchelonPlan plan = EchelonReplenishment.plan(warehouse(EMPTY, dealer));

        // Own demand of the dealer for 12 days and the outlet's for 16
        assertThat(plan.plan().orderUpTo() - plan.plan().safetyStock()).isCloseTo(280, within(1e-9));
        assertThat(plan.supplied().getFirst().supplied().getFirst().place()).isEqualTo("outlet");
    }

    /** What has come to the warehouse waits up to 27 days for the outlet's next order: 7 + 9 + 27 + 4 days. */
    @Test
    void goodsWaitForTheReviewsOfThePlacesBelow() {
        SupplyNode monthly = new SupplyNode("outlet", DAILY, EMPTY, new Policy(4, 28, 0.95, 1, 0), 1, List.of());
        SupplyNode weekly =
                new SupplyNode("warehouse", null, EMPTY, new Policy(9, 7, 0.95, 1, 0), 0.5, List.of(monthly));
        EchelonPlan plan = EchelonReplenishment.plan(weekly);

        assertThat(plan.plan().orderUpTo() - plan.plan().safetyStock()).isCloseTo(470, within(1e-9));
        assertThat(plan.plan().orderUpTo())
                .isGreaterThan(plan.supplied().getFirst().plan().orderUpTo());
    }

    @Test
    void refusesATreeThatMakesNoSense() {
        assertThatThrownBy(() -> new SupplyNode("x", null, EMPTY, new Policy(1, 0, 0.9, 1, 0), 1, List.of()))
                .hasMessageContaining("neither demand nor a place");
        assertThatThrownBy(() -> new SupplyNode("x", DAILY, EMPTY, new Policy(1, 0, 0.9, 1, 0), 0.5, List.of()))
                .hasMessageContaining("holdingShare must be 1");
        SupplyNode outlet = outlet("outlet", EMPTY);
        assertThatThrownBy(() -> new SupplyNode("x", null, EMPTY, new Policy(1, 0, 0.9, 1, 0), 1, List.of(outlet)))
                .hasMessageContaining("must cost more");
    }

    /**
     * 60,000 simulated days with daily reviews (service 0.945, stock 37 against 56): the promise is kept (at the optimum of a serial system the probability of no
     * back-order is α, van Houtum & Zijm 1991) with less stock than two places that do not know of each other.
     */
    @Test
    void keepsThePromiseWithLessStockThanTwoPlacesAlone() {
        Policy near = new Policy(4, 1, 0.95, 1, 0);
        Policy far = new Policy(9, 1, 0.95, 1, 0);
        SupplyNode outlet = new SupplyNode("outlet", DAILY, EMPTY, near, 1, List.of());
        EchelonPlan plan =
                EchelonReplenishment.plan(new SupplyNode("warehouse", null, EMPTY, far, 0.5, List.of(outlet)));
        double echelonLevel = plan.plan().orderUpTo();
        double outletLevel = plan.supplied().getFirst().plan().orderUpTo();
        double aloneOutlet = Replenishment.plan(DAILY, near, EMPTY).orderUpTo();
        double aloneBoth = aloneOutlet + Replenishment.plan(DAILY, far, EMPTY).orderUpTo();

        Simulated echelon = simulate(outletLevel, echelonLevel);
        Simulated alone = simulate(aloneOutlet, aloneBoth);

        assertThat(echelon.service).isBetween(0.935, 0.97);
        assertThat(echelon.stock).isLessThan(0.9 * alone.stock);
    }

    /** @param stock mean of both places */
    private record Simulated(double service, double stock) {}

    /** Days: goods arrive, customers buy or wait, both places order up to their echelon level. */
    private static Simulated simulate(double outletLevel, double echelonLevel) {
        SplittableRandom random = new SplittableRandom(5);
        int days = 60_000;
        double[] toOutlet = new double[days + 20];
        double[] toWarehouse = new double[days + 20];
        double atOutlet = outletLevel;
        double atWarehouse = echelonLevel - outletLevel;
        double onWayToOutlet = 0;
        double onWayToWarehouse = 0;
        int served = 0;
        double held = 0;
        for (int day = 0; day < days; day++) {
            atOutlet += toOutlet[day];
            onWayToOutlet -= toOutlet[day];
            atOutlet -= Math.max(0, 10 + 4 * random.nextGaussian());
            served += atOutlet >= 0 ? 1 : 0;
            // In the evening, so that what comes in goes out at once
            atWarehouse += toWarehouse[day];
            onWayToWarehouse -= toWarehouse[day];
            held += Math.max(0, atOutlet) + atWarehouse;
            double ship = Math.min(atWarehouse, Math.max(0, outletLevel - atOutlet - onWayToOutlet));
            atWarehouse -= ship;
            onWayToOutlet += ship;
            toOutlet[day + 5] += ship;
            double order = Math.max(0, echelonLevel - atOutlet - onWayToOutlet - atWarehouse - onWayToWarehouse);
            onWayToWarehouse += order;
            toWarehouse[day + 9] += order;
        }
        return new Simulated((double) served / days, held / days);
    }
}
