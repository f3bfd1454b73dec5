package org.qudao.forecast.engine.drivers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CensoringTest {

    /** φ(0) ÷ ½ = 0.79788; φ(1) ÷ (1 − Φ(1)) = 0.24197 ÷ 0.15866; φ(4) ÷ (1 − Φ(4)) = 1.33830e-4 ÷ 3.16712e-5. */
    @Test
    void hazardsAreThoseOfTheTables() {
        assertThat(UpperTail.hazard(0)).isCloseTo(0.797885, within(1e-6));
        assertThat(UpperTail.hazard(1)).isCloseTo(1.525135, within(1e-6));
        assertThat(UpperTail.hazard(4)).isCloseTo(4.225607, within(1e-5));
        assertThat(UpperTail.hazard(-2)).isCloseTo(0.053991 / 0.977250, within(1e-6));
        assertThat(UpperTail.hazard(-40)).isCloseTo(0, within(1e-12));
        assertThat(UpperTail.hazard(2.9999999)).isCloseTo(UpperTail.hazard(3.0000001), within(1e-6));
    }

    /**
     * Redone at the fixed point: with the completed values' mean m and deviation s (plus the variance of what was only expected),
     * the filled value is m + s × hazard((bound − m) ÷ s).
     */
    @Test
    void aFilledPeriodIsItsConditionalExpectation() {
        double[] demand = {90, 110, 100, 95, 105, 98, 97};
        double[] filled = Censoring.uncensored(demand, 1, Set.of(6));

        double x = filled[6];
        double mean = Arrays.stream(filled).average().orElseThrow();
        double squares = Arrays.stream(filled).map(v -> (v - mean) * (v - mean)).sum();
        // Solves s² = (squares + s² × (1 + a h − h²)) ÷ 7 by repetition
        double s = Math.sqrt(squares / 7);
        for (int k = 0; k < 200; k++) {
            double a = (97 - mean) / s;
            double h = UpperTail.hazard(a);
            s = Math.sqrt((squares + s * s * (1 + a * h - h * h)) / 7);
        }
        assertThat(x).isCloseTo(mean + s * UpperTail.hazard((97 - mean) / s), within(1e-4));
        assertThat(x).isBetween(101.0, 106.0);
        assertThat(Arrays.copyOf(filled, 6)).containsExactly(Arrays.copyOf(demand, 6));
    }

    @Test
    void neverGoesBelowWhatWasSold() {
        double[] demand = {10, 12, 11, 9, 10, 11, 30, 10};

        assertThat(Censoring.uncensored(demand, 1, Set.of(6))[6]).isGreaterThan(30);
    }

    /** True demand has mean 100 and deviation 20; in every second period only 95 can be sold. */
    @Test
    void findsTheLevelBehindStockOuts() {
        SplittableRandom random = new SplittableRandom(17);
        int runs = 60;
        double naive = 0;
        double filled = 0;
        for (int run = 0; run < runs; run++) {
            double[] demand = new double[48];
            Set<Integer> stockedOut = new HashSet<>();
            for (int t = 0; t < demand.length; t++) {
                demand[t] = 100 + 20 * random.nextGaussian();
                if (t % 2 == 0 && demand[t] > 95) {
                    demand[t] = 95;
                    stockedOut.add(t);
                }
            }
            naive += Arrays.stream(demand).average().orElseThrow() / runs;
            filled += Arrays.stream(Censoring.uncensored(demand, 1, stockedOut))
                            .average()
                            .orElseThrow()
                    / runs;
        }
        assertThat(naive).isLessThan(96);
        assertThat(filled).isCloseTo(100, within(1.0));
    }

    @Test
    void aZeroDuringAStockOutIsNoLackOfDemand() {
        double[] demand = {20, 22, 18, 0, 0, 21, 19, 20};
        double[] filled = Censoring.uncensored(demand, 1, Set.of(3, 4));

        assertThat(filled[3]).isCloseTo(20, within(1.5));
        assertThat(filled[4]).isCloseTo(20, within(1.5));
    }

    /**
     * A sale in every fourth month, of one to three units: .5 a month; a third of the months without stock, whatever would have been
     * demanded. As normal demand above zero such months came to almost a unit each.
     */
    @Test
    void rareDemandIsNoMoreThanItWasInMonthsWithStock() {
        SplittableRandom random = new SplittableRandom(23);
        int runs = 400;
        double filled = 0;
        for (int run = 0; run < runs; run++) {
            double[] demand = new double[48];
            Set<Integer> stockedOut = new HashSet<>();
            for (int t = 0; t < demand.length; t++) {
                demand[t] = random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 0;
                if (random.nextInt(3) == 0) {
                    demand[t] = 0;
                    stockedOut.add(t);
                }
            }
            double[] whole = Censoring.uncensored(demand, 12, stockedOut);
            assertThat(whole)
                    .containsExactly(Arrays.stream(whole).map(Math::rint).toArray());
            filled += Arrays.stream(whole).average().orElseThrow() / runs;
        }
        assertThat(filled).isCloseTo(0.5, within(0.02));
    }

    /** Deviation 67 of a mean of 100: what lies above zero of such a normal demand has a mean of 109, and lifts mean and deviation further. */
    @Test
    void aPeriodOfWhichNothingIsKnownDoesNotLiftTheMean() {
        double[] demand = {20, 180, 100, 180, 20, 100, 0};

        assertThat(Censoring.uncensored(demand, 1, Set.of(6))[6]).isCloseTo(100, within(1e-6));
    }

    @Test
    void keepsTheSeasonOfAStockOut() {
        double[] demand = new double[36];
        for (int t = 0; t < demand.length; t++) {
            demand[t] = t % 12 == 11 ? 300 : 100 + t % 2;
        }
        demand[35] = 40;

        assertThat(Censoring.uncensored(demand, 12, Set.of(35))[35]).isCloseTo(300, within(30.0));
    }

    @Test
    void changesNothingWhenHardlyAPeriodHadStock() {
        double[] demand = {5, 0, 0, 7, 0};

        assertThat(Censoring.uncensored(demand, 1, Set.of(1, 2, 4))).containsExactly(demand);
    }
}
