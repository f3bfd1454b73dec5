package org.qudao.forecast.engine.drivers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.qudao.forecast.engine.ForecastEngine;
import org.qudao.forecast.engine.ForecastPoint;

class DriverEngineTest {
    private static final ForecastEngine ENGINE = ForecastEngine.standard();

    /** Demand of 100 that a campaign doubles, with a little noise; campaigns at random in history and in the second step. */
    private static DrivenSeries item(String id, SplittableRandom random) {
        double[] shares = new double[51];
        double[] demand = new double[48];
        for (int t = 0; t < demand.length; t++) {
            shares[t] = random.nextInt(6) == 0 ? 1 : 0;
            demand[t] = 100 * Math.pow(2, shares[t]) * Math.exp(0.05 * random.nextGaussian());
        }
        shares[47] = 1;
        demand[47] = 200;
        shares[49] = 1;
        return new DrivenSeries(id, demand, 12, Set.of(), List.of(Driver.campaign("campaign", shares)));
    }

    private static List<DrivenSeries> items() {
        SplittableRandom random = new SplittableRandom(2);
        List<DrivenSeries> items = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            items.add(item("item" + i, random));
        }
        return items;
    }

    @Test
    void aCampaignLiftsTheForecastOfItsPeriodOnly() {
        List<DrivenSeries> items = items();
        DrivenForecast forecast = new DriverEngine(ENGINE).forecast(items.getFirst(), UpliftEstimates.of(items), 3);

        assertThat(forecast.points().get(0).mean()).isCloseTo(100, within(8.0));
        assertThat(forecast.points().get(1).mean()).isCloseTo(200, within(20.0));
        assertThat(forecast.points().get(2).mean()).isCloseTo(100, within(8.0));
        assertThat(forecast.points().get(1).hi95() - forecast.points().get(1).mean())
                .isGreaterThan(forecast.points().get(0).hi95()
                        - forecast.points().get(0).mean());
    }

    @Test
    void saysWhatWasAdjustedAndByHowMuch() {
        List<DrivenSeries> items = items();
        DrivenForecast forecast = new DriverEngine(ENGINE).forecast(items.getFirst(), UpliftEstimates.of(items), 3);
        double factor = forecast.uplifts().getFirst().factor();

        Adjustment applied = forecast.adjustments().getLast();
        assertThat(applied.kind()).isEqualTo(Adjustment.Kind.DRIVER_APPLIED);
        assertThat(applied.period()).isEqualTo(49);
        assertThat(applied.after() / applied.before()).isCloseTo(factor, within(1e-9));
        assertThat(applied.after()).isEqualTo(forecast.points().get(1).mean());
        assertThat(forecast.adjustments())
                .filteredOn(a -> a.kind() == Adjustment.Kind.DRIVER_REMOVED && a.period() == 47)
                .singleElement()
                .satisfies(a -> assertThat(a.after()).isCloseTo(200 / factor, within(1e-9)));
        assertThat(forecast.cleaned().get(47)).isCloseTo(200 / factor, within(1e-9));
    }

    @Test
    void aStockOutIsForecastAsTheDemandItHid() {
        double[] demand = new double[24];
        Arrays.fill(demand, 50);
        for (int t = 0; t < 24; t += 2) {
            demand[t] = 54;
        }
        demand[22] = 0;
        demand[23] = 0;
        DrivenSeries known = new DrivenSeries("a", demand, 12, Set.of(22, 23), List.of());
        DrivenSeries unknown = new DrivenSeries("a", demand, 12, Set.of(), List.of());
        DriverEngine engine = new DriverEngine(ENGINE);
        UpliftEstimates none = UpliftEstimates.of(List.of());

        DrivenForecast forecast = engine.forecast(known, none, 3);

        assertThat(forecast.points().getFirst().mean()).isCloseTo(52, within(4.0));
        assertThat(engine.forecast(unknown, none, 3).points().getFirst().mean()).isLessThan(45);
        assertThat(forecast.adjustments())
                .extracting(Adjustment::kind)
                .containsExactly(Adjustment.Kind.STOCK_OUT_FILLED, Adjustment.Kind.STOCK_OUT_FILLED);
    }

    /** By hand: 30 of 300 are 10 %; three periods of 100 at the 20 % of similar items weigh as much: 15 %. */
    @Test
    void aNewItemMovesFromTheShareOfSimilarItemsToItsOwn() {
        double[] category = new double[24];
        Arrays.fill(category, 100);

        assertThat(Analogy.share(category, new double[] {10, 10, 10}, 0.2)).isCloseTo(0.15, within(1e-12));
        assertThat(Analogy.share(category, new double[0], 0.2)).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void aNewItemTakesTheProfileOfItsCategory() {
        double[] category = new double[48];
        for (int t = 0; t < category.length; t++) {
            category[t] = t % 12 == 5 ? 3000 : 1000;
        }
        Analogy.Answer answer =
                Analogy.forecast(ENGINE, category, 12, new double[] {100, 100}, List.of(0.08, 0.12), 12);

        List<ForecastPoint> points = answer.points();
        assertThat(answer.share()).isCloseTo(0.1, within(0.02));
        assertThat(points.get(5).mean()).isGreaterThan(2 * points.get(4).mean());
        assertThat(points.get(4).hi95() - points.get(4).lo95())
                .isGreaterThan(0.5 * points.get(4).mean());
    }

    /** By hand: two of the successor replace one; the phase-in takes 25, 50, 75, 100 % of steps 2 to 5. */
    @Test
    void aSuccessorTakesOverStepByStep() {
        Succession succession = new Succession(2, 2, 4);
        double[] old = new double[24];
        Arrays.fill(old, 10);
        Succession.Answer answer = succession.forecast(ENGINE, old, new double[24], 1, 6);

        assertThat(answer.shares()).containsExactly(0.0, 0.25, 0.5, 0.75, 1.0, 1.0);
        assertThat(answer.together().getFirst().mean()).isCloseTo(20, within(1e-9));
        assertThat(answer.successor().get(1).mean()).isCloseTo(5, within(1e-9));
        assertThat(answer.predecessor().get(1).mean()).isCloseTo(7.5, within(1e-9));
        assertThat(answer.predecessor().get(4).mean()).isZero();
    }

    @Test
    void whatTheSuccessorSoldAlreadyCountsAsItsOwn() {
        assertThat(new Succession(2, 0, 3).joined(new double[] {10, 4, 0}, new double[] {0, 11, 21}))
                .containsExactly(20, 19, 21);
    }

    @Test
    void refusesAStockOutOutsideTheHistory() {
        assertThatThrownBy(() -> new DrivenSeries("a", new double[] {1}, 12, Set.of(1), List.of()))
                .hasMessageContaining("period 1 of 1");
    }
}
