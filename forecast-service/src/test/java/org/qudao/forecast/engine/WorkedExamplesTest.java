package org.qudao.forecast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Formulas against published figures. */
class WorkedExamplesTest {
    /** Hyndman & Athanasopoulos, "Forecasting: principles and practice" (2nd ed.), table 7.1: Saudi oil, 1996 to 2013. */
    private static final double[] OIL = {
        445.36, 453.20, 454.41, 422.38, 456.04, 440.39, 425.19, 486.21, 500.43, 521.28, 508.95, 488.89, 509.87, 456.72,
        473.82, 525.95, 549.83, 542.34
    };

    /** Box & Jenkins, series G: international airline passengers, 1949 to 1960. */
    static final double[] AIRLINE = {
        112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135, 125, 149, 170, 170, 158, 133,
        114, 140, 145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166, 171, 180, 193, 181, 183, 218, 230, 242,
        209, 191, 172, 194, 196, 196, 236, 235, 229, 243, 264, 272, 237, 211, 180, 201, 204, 188, 235, 227, 234, 264,
        302, 293, 259, 229, 203, 229, 242, 233, 267, 269, 270, 315, 364, 347, 312, 274, 237, 278, 284, 277, 317, 313,
        318, 374, 413, 405, 355, 306, 271, 306, 315, 301, 356, 348, 355, 422, 465, 467, 404, 347, 305, 336, 340, 318,
        362, 348, 363, 435, 491, 505, 404, 359, 310, 337, 360, 342, 406, 396, 420, 472, 548, 559, 463, 407, 362, 405,
        417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432
    };

    @Test
    void simpleSmoothingOfSaudiOilIsThatOfTable71() {
        Fit fit = Ets.simple().fit(OIL, 1, 5);

        assertThat(fit.mean()).hasSize(5);
        assertThat(fit.mean()[0]).isCloseTo(542.68, within(0.05));
        assertThat(fit.mean()[4]).isCloseTo(542.68, within(0.05));
        assertThat(fit.spread()[0]).isCloseTo(29.83, within(0.05));
    }

    @Test
    void seasonalIndicesOfTheAirlineSeriesAreThoseOfTheClassicalDecomposition() {
        double[] indices = Seasonality.decompose(AIRLINE, 12, true);

        // R: decompose(AirPassengers, "multiplicative")$figure
        double[] published = {
            0.9102304, 0.8836253, 1.0073663, 0.9759060, 0.9813780, 1.1127758, 1.2265555, 1.2199110, 1.0604919,
            0.9217572, 0.8011781, 0.8988244
        };
        assertThat(indices).containsExactly(published, within(1e-6));
    }

    /** Hyndman & Billah 2003: Theta is simple smoothing plus half the slope of the linear trend. */
    @Test
    void standardThetaRisesByHalfTheSlopePerStep() {
        double[] y = new double[30];
        for (int t = 0; t < y.length; t++) {
            y[t] = 100 + 4 * t + (t % 3 == 0 ? 1 : -0.5);
        }
        double[] mean = new Theta(Theta.Kind.STANDARD).fit(y, 1, 6).mean();

        for (int h = 1; h < mean.length; h++) {
            assertThat(mean[h] - mean[h - 1]).isCloseTo(2, within(0.02));
        }
    }

    @Test
    void optimisedThetaFollowsALineFully() {
        double[] y = new double[30];
        for (int t = 0; t < y.length; t++) {
            y[t] = 100 + 4 * t;
        }
        double[] mean = new Theta(Theta.Kind.OPTIMISED).fit(y, 1, 4).mean();

        assertThat(mean[0]).isCloseTo(220, within(2.0));
        assertThat(mean[3]).isGreaterThan(mean[0] + 8);
    }

    /** By hand: sizes 4 then 6 every second period, α = 0.2, start at the means 5 and 2. */
    @Test
    void crostonSmoothsSizeAndIntervalAtEachDemand() {
        double[] y = {0, 4, 0, 6};
        // size 5 → 4.8 → 5.04; interval 2 → 2 → 2
        assertThat(Intermittent.run(Intermittent.Method.CROSTON, y, 0.2, 0.2).rate())
                .isCloseTo(5.04 / 2, within(1e-12));
        assertThat(Intermittent.run(Intermittent.Method.SBA, y, 0.2, 0.2).rate())
                .isCloseTo(0.9 * 5.04 / 2, within(1e-12));
    }

    /** By hand: probability 0.5 → 0.4 → 0.52 → 0.416 → 0.5328 with β = 0.2. */
    @Test
    void tsbSmoothsTheProbabilityInEveryPeriod() {
        double[] y = {0, 4, 0, 6};
        assertThat(Intermittent.run(Intermittent.Method.TSB, y, 0.2, 0.2).rate())
                .isCloseTo(0.5328 * 5.04, within(1e-12));
    }

    @Test
    void tsbFallsWhenDemandStopsAndCrostonDoesNot() {
        double[] y = {3, 0, 3, 0, 3, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        double croston =
                Intermittent.run(Intermittent.Method.CROSTON, y, 0.2, 0.2).rate();
        double tsb = Intermittent.run(Intermittent.Method.TSB, y, 0.2, 0.2).rate();

        assertThat(tsb).isLessThan(croston / 2);
    }

    /** Negative binomial with mean 3 and variance 6 is that of r = 3, p = 0.5: P(X ≤ 5) = 0.8555, P(X ≤ 6) = 0.9102. */
    @Test
    void countQuantilesAreThoseOfTheNegativeBinomial() {
        Counts counts = new Counts(3, 6);
        assertThat(counts.quantile(0.85)).isEqualTo(5);
        assertThat(counts.quantile(0.9)).isEqualTo(6);
        assertThat(counts.quantile(0.1)).isEqualTo(0);
    }

    @Test
    void normalQuantilesAreThoseOfTheTables() {
        assertThat(Normal.quantile(0.5)).isCloseTo(0, within(1e-9));
        assertThat(Normal.quantile(0.975)).isCloseTo(1.959964, within(1e-6));
        assertThat(Normal.quantile(0.99)).isCloseTo(2.326348, within(1e-6));
        assertThat(Normal.quantile(0.01)).isCloseTo(-2.326348, within(1e-6));
    }
}
