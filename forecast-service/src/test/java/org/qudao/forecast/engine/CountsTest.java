package org.qudao.forecast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CountsTest {

    /** Quantiles and probabilities of R 4.2: {@code qpois}, {@code ppois}, {@code qnbinom}, {@code pnbinom}. */
    @Test
    void quantilesAreThoseOfPoissonAndNegativeBinomial() {
        assertThat(new Counts(4, 4).quantile(0.95)).isEqualTo(8);
        assertThat(new Counts(1_000, 1_000).quantile(0.95)).isEqualTo(1_052);
        assertThat(new Counts(1_900, 1_900).quantile(0.5)).isEqualTo(1_900);
        assertThat(new Counts(1_000, 1_000).below(1_001)).isCloseTo(0.50841, within(1e-5));
        assertThat(new Counts(1_500, 3_000).quantile(0.95)).isBetween(1_590.0, 1_593.0);
        assertThat(new Counts(1_500, 3_000).below(1_500)).isCloseTo(0.5, within(0.01));
        assertThat(new Counts(1_500, 1_600).below(200)).isZero();
    }

    /** The negative binomial of these moments has 16 500 at 99 %, a normal distribution would have 10 030. */
    @Test
    void manyCountsAreAsSkewedAsFewOnes() {
        double atTheEdge = new Counts(2_000, 3_452.0 * 3_452).quantile(0.99);
        double beyond = new Counts(2_001, 3_452.0 * 3_452).quantile(0.99);

        assertThat(beyond).isBetween(0.96 * atTheEdge, 1.04 * atTheEdge);
        assertThat(new Counts(5_000, 5_000).quantile(0.95)).isBetween(5_115.0, 5_118.0);
        Counts skewed = new Counts(5_000, 40_000_000);
        assertThat(skewed.below(skewed.quantile(0.9))).isCloseTo(0.9, within(1e-3));
        for (double ratio : new double[] {1, 1e3, 1e9, 1e30}) {
            assertThat(new Counts(1e15, ratio * 1e15).quantile(0.99)).isBetween(0.0, 1e300);
            assertThat(new Counts(1e15, ratio * 1e15).below(1e15)).isBetween(0.0, 1.0);
        }
    }

    @Test
    void quantilesAndProbabilitiesGoTogetherWhateverTheMean() {
        for (double mean : new double[] {0.1, 3, 60, 700, 744, 746, 1_200, 1_999}) {
            for (double ratio : new double[] {1, 1.3, 4, 40}) {
                Counts counts = new Counts(mean, ratio * mean);
                for (double level : new double[] {0.01, 0.5, 0.9, 0.99}) {
                    double quantile = counts.quantile(level);
                    assertThat(counts.below(quantile + 1)).isGreaterThanOrEqualTo(level - 1e-9);
                    assertThat(counts.below(quantile)).isLessThan(level + 1e-9);
                }
            }
        }
    }
}
