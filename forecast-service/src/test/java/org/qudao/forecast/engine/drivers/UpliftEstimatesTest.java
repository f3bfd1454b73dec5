package org.qudao.forecast.engine.drivers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class UpliftEstimatesTest {

    /** Monthly demand with season, noise and a campaign now and then; the last two periods are the horizon. */
    private static DrivenSeries simulated(String id, double trueUplift, int months, SplittableRandom random) {
        double[] shares = new double[months + 2];
        double[] demand = new double[months];
        for (int t = 0; t < shares.length; t++) {
            shares[t] = random.nextInt(7) == 0 ? 1 : 0;
        }
        for (int t = 0; t < months; t++) {
            double season = 1 + 0.3 * Math.sin(2 * Math.PI * t / 12);
            demand[t] = 100 * season * Math.exp(trueUplift * shares[t] + 0.25 * random.nextGaussian());
        }
        return new DrivenSeries(id, demand, 12, Set.of(), List.of(Driver.campaign("leaflet", shares)));
    }

    /** By hand: estimates 0.2 and 0.6 of variance 0.01: Q = 8, τ² = (8 − 1) ÷ 100 = 0.07, weight 0.07 ÷ 0.08 = 0.875. */
    @Test
    void drawsEstimatesTowardsTheirMeanByHand() {
        Regression.Estimate low = new Regression.Estimate(0.2, 0.01);
        Regression.Estimate high = new Regression.Estimate(0.6, 0.01);
        UpliftEstimates.Group group = UpliftEstimates.Group.of(List.of(low, high));

        assertThat(group.mean()).isCloseTo(0.4, within(1e-12));
        assertThat(group.between()).isCloseTo(0.07, within(1e-12));
        assertThat(group.shrunken("x", low).weight()).isCloseTo(0.875, within(1e-12));
        assertThat(group.shrunken("x", low).coefficient()).isCloseTo(0.225, within(1e-12));
        assertThat(group.shrunken("x", high).coefficient()).isCloseTo(0.575, within(1e-12));
    }

    /** By hand: estimates no further apart than their errors say nothing about items: all get the mean. */
    @Test
    void itemsThatDifferByChanceOnlyShareOneEffect() {
        UpliftEstimates.Group group = UpliftEstimates.Group.of(
                List.of(new Regression.Estimate(0.35, 0.04), new Regression.Estimate(0.45, 0.04)));

        assertThat(group.between()).isZero();
        assertThat(group.shrunken("x", new Regression.Estimate(0.35, 0.04)).coefficient())
                .isCloseTo(0.4, within(1e-12));
    }

    @Test
    void shrunkenEffectsAreNearerToTheTruthThanOwnOnes() {
        SplittableRandom random = new SplittableRandom(21);
        List<DrivenSeries> items = new ArrayList<>();
        double[] truth = new double[40];
        for (int i = 0; i < truth.length; i++) {
            truth[i] = 0.5 + 0.15 * random.nextGaussian();
            items.add(simulated("item" + i, truth[i], 30, random));
        }
        UpliftEstimates estimates = UpliftEstimates.of(items);

        double own = 0;
        double shrunken = 0;
        int measured = 0;
        for (int i = 0; i < truth.length; i++) {
            Uplift uplift = estimates.of("item" + i).getFirst();
            if (uplift.ownError() > 0) {
                own += Math.pow(uplift.own() - truth[i], 2);
                shrunken += Math.pow(uplift.coefficient() - truth[i], 2);
                measured++;
            }
        }
        assertThat(measured).isGreaterThan(30);
        assertThat(shrunken).isLessThan(0.7 * own);
        assertThat(estimates.of("item0").getFirst().group()).isCloseTo(0.5, within(0.1));
    }

    @Test
    void itemsThatSellOnePieceWheneverTheySellDoNotSpeakForTheirGroup() {
        SplittableRandom random = new SplittableRandom(23);
        List<DrivenSeries> items = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            items.add(simulated("item" + i, 0.7, 30, random));
        }
        for (int i = 0; i < 2; i++) {
            DrivenSeries like = simulated("one" + i, 0.7, 30, random);
            double[] ones = new double[30];
            Arrays.fill(ones, 1);
            items.add(new DrivenSeries("one" + i, ones, 12, Set.of(), like.drivers()));
        }

        assertThat(UpliftEstimates.of(items).of("item7").getFirst().coefficient())
                .isBetween(0.5, 0.9);
    }

    @Test
    void aGroupOfOneCertainEstimateAndOneOfNoUseStaysFinite() {
        UpliftEstimates.Group group = UpliftEstimates.Group.of(
                List.of(new Regression.Estimate(0.1, 1e-12), new Regression.Estimate(5, 2.8e5)));

        assertThat(group.mean()).isFinite();
        assertThat(group.shrunken("x", new Regression.Estimate(5, 2.8e5)).coefficient())
                .isFinite();
    }

    @Test
    void anItemWithoutCampaignsTakesTheMeanOfItsGroup() {
        SplittableRandom random = new SplittableRandom(4);
        List<DrivenSeries> items = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            items.add(simulated("item" + i, 0.6, 48, random));
        }
        double[] never = new double[26];
        never[24] = 1; // first campaign in the horizon
        double[] demand =
                DoubleStream.generate(() -> 50 + random.nextDouble()).limit(24).toArray();
        items.add(new DrivenSeries("fresh", demand, 12, Set.of(), List.of(Driver.campaign("leaflet", never))));

        Uplift uplift = UpliftEstimates.of(items).of("fresh").getFirst();

        assertThat(uplift.weight()).isZero();
        assertThat(uplift.coefficient()).isEqualTo(uplift.group());
        assertThat(uplift.coefficient()).isCloseTo(0.6, within(0.12));
        assertThat(uplift.error()).isPositive();
    }

    @Test
    void findsThePriceElasticity() {
        SplittableRandom random = new SplittableRandom(9);
        List<DrivenSeries> items = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            double[] prices = new double[60];
            double[] demand = new double[60];
            for (int t = 0; t < 60; t++) {
                prices[t] = t % 5 == 0 ? 8 : t % 7 == 0 ? 12 : 10;
                demand[t] = 200 * Math.pow(prices[t] / 10, -1.8) * Math.exp(0.1 * random.nextGaussian());
            }
            items.add(new DrivenSeries("item" + i, demand, 1, Set.of(), List.of(Driver.price("price", prices))));
        }

        assertThat(UpliftEstimates.of(items).of("item2").getFirst().coefficient())
                .isCloseTo(-1.8, within(0.15));
    }

    @Test
    void aCampaignThatAlwaysRunsTellsNothing() {
        double[] always = new double[30];
        Arrays.fill(always, 1);
        double[] demand = DoubleStream.iterate(10, y -> y + 1).limit(24).toArray();
        DrivenSeries item = new DrivenSeries("a", demand, 12, Set.of(), List.of(Driver.campaign("c", always)));

        Uplift uplift = UpliftEstimates.of(List.of(item)).of("a").getFirst();

        assertThat(uplift.coefficient()).isZero();
        assertThat(uplift.weight()).isZero();
    }
}
