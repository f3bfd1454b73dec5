package org.qudao.forecast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MembersTest {
    /**
     * With an imaginary part of 1 the potential does not reach the level, which is smoothed with the real part less 1. By
     * hand with 0.2 on 8, 10: errors 8 − l and 8.4 − 0.8·l are smallest for l = 14.72 / 1.64, and the level goes 8.9756 →
     * 8.7805 → 9.0244.
     */
    @Test
    void complexSmoothingWithAnImaginaryPartOfOneIsSimpleSmoothing() {
        Ces.State state = Ces.run(new double[] {8, 10}, 1.2, 1.0);

        assertThat(state.level()).isCloseTo(9.02439, within(1e-5));
        assertThat(state.squares()).isCloseTo(2.43902, within(1e-5));
    }

    /** Svetunkov, Kourentzes & Ord 2022, eq. 19. */
    @Test
    void complexSmoothingIsStableOnlyWithinItsRegion() {
        assertThat(Ces.isStable(1.3, 1.0)).isTrue();
        assertThat(Ces.isStable(2.4, 0.2)).isFalse();
        assertThat(Ces.isStable(0.5, 1.2)).isFalse();
    }

    @Test
    void complexSmoothingFollowsALineOnceItsParameterAllowsIt() {
        double[] y = new double[60];
        for (int t = 0; t < y.length; t++) {
            y[t] = 100 + 2 * t;
        }
        double[] mean = new Ces().fit(y, 1, 4).mean();

        assertThat(mean[0]).isCloseTo(220, within(3.0));
        assertThat(mean[3]).isGreaterThan(mean[0]);
    }

    /** By hand: pairs from the end of 9, 1, 3, 5, 7 are 2 and 6; the 9 is left over. */
    @Test
    void bucketsEndWithTheLastValue() {
        assertThat(Aggregated.means(new double[] {9, 1, 3, 5, 7}, 2)).containsExactly(2, 6);
    }

    @Test
    void aggregatedForecastOfALineIsTheLine() {
        double[] y = new double[72];
        for (int t = 0; t < y.length; t++) {
            y[t] = 50 + 3 * t;
        }
        double[] mean = Aggregated.of(Ets.holt()).fit(y, 1, 12).mean();

        assertThat(mean[0]).isCloseTo(266, within(1.0));
        assertThat(mean[11]).isCloseTo(299, within(3.0));
    }

    @Test
    void indicesOfNoiseAreShrunkenToNothingAndThoseOfASeasonAreNot() {
        Random random = new Random(3);
        double[] noise = new double[60];
        double[] season = new double[60];
        for (int t = 0; t < noise.length; t++) {
            noise[t] = 100 + 10 * random.nextGaussian();
            season[t] = (t % 12 < 6 ? 80 : 120) + random.nextGaussian();
        }
        double[] none = new double[12];
        Arrays.fill(none, 1);
        assertThat(Seasonality.indices(noise, 12, true)).containsExactly(none, within(0.05));
        assertThat(Seasonality.indices(season, 12, true)[2]).isCloseTo(0.8, within(0.05));
    }

    @Test
    void recentSeasonsCountMore() {
        double[] y = new double[48];
        for (int t = 0; t < y.length; t++) {
            y[t] = 100 + (t % 4 == 0 ? t < 24 ? 0 : 40 : 0);
        }
        double plain = Seasonality.decompose(y, 4, true)[0];

        assertThat(Seasonality.indices(y, 4, true)[0]).isGreaterThan(plain + 0.02);
    }

    /** By hand: bound 0.7 · 10 = 7; a forecast of 0 becomes 7 / e, one of −7 becomes 7 / e². */
    @Test
    void aPositiveHistoryIsContinuedPositive() {
        Model falling = new Model() {
            @Override
            public String name() {
                return "falling";
            }

            @Override
            public Fit fit(double[] y, int frequency, int horizon) {
                return new Fit(new Path(new double[] {8, 0, -7}, new double[3]), this, this);
            }
        };
        double[] mean = Sane.fit(falling, new double[] {20, 16, 12, 10}, 1, 3).mean();

        assertThat(mean).containsExactly(new double[] {8, 7 / Math.E, 7 / Math.E / Math.E}, within(1e-12));
    }

    /** By hand: 0.5, 0.4 and 0.1 are shares already; 0.9, 0.5 and −0.2 lose 0.2 each and the negative one goes. */
    @Test
    void sharesAreProjectedToTheNearestOnesThatSumToOne() {
        double[] fine = {0.5, 0.4, 0.1};
        double[] wrong = {0.9, 0.5, -0.2};
        Shares.project(fine);
        Shares.project(wrong);

        assertThat(fine).containsExactly(new double[] {0.5, 0.4, 0.1}, within(1e-12));
        assertThat(wrong).containsExactly(new double[] {0.7, 0.3, 0}, within(1e-12));
    }

    @Test
    void aPoolGivesTheMemberThatErrsLessTheLargerShare() {
        Random random = new Random(5);
        List<double[]> errors = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            errors.add(new double[] {random.nextGaussian(), 3 * random.nextGaussian()});
        }
        double[] shares = Shares.smallest(errors, new double[] {0.5, 0.5}, 6);

        assertThat(shares[0]).isBetween(0.6, 0.95);
        assertThat(shares[0] + shares[1]).isCloseTo(1, within(1e-9));
    }

    @Test
    void everyMemberFollowsASeasonOfWeeks() {
        double[] y = new double[208];
        for (int t = 0; t < y.length; t++) {
            y[t] = 100 + 30 * Math.sin(2 * Math.PI * t / 52);
        }
        for (Model model : Members.CONTINUOUS.models()) {
            double[] mean = model.fit(y, 52, 26).mean();
            assertThat(mean[13]).as(model.name()).isCloseTo(130, within(6.0));
            assertThat(mean[25]).as(model.name()).isCloseTo(100 + 30 * Math.sin(2 * Math.PI * 25 / 52), within(6.0));
        }
    }

    @Test
    void aMemberThatLosesBadlyIsLeftOut() {
        double[] y = new double[60];
        for (int t = 0; t < y.length; t++) {
            y[t] = 1_000 + 50 * t;
        }
        Forecast forecast = ForecastEngine.standard().forecast(Series.measurements(y, 12), 6);

        assertThat(forecast.members())
                .filteredOn(m -> m.model().equals("seasonal naive"))
                .allSatisfy(m -> assertThat(m.weight()).isZero());
    }
}
