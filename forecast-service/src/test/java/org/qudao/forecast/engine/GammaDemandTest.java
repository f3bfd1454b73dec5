package org.qudao.forecast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;

class GammaDemandTest {

    /** The gamma of shape ½ is half of the square of a standard normal value: q(level) = Φ⁻¹((1 + level) ÷ 2)² ÷ 2. */
    @Test
    void ofShapeOneHalfItIsTheSquareOfANormalValue() {
        for (double level : new double[] {0.1, 0.5, 0.9, 0.95, 0.99}) {
            double z = Normal.quantile((1 + level) / 2);
            // The mean of shape ½ and scale 1 is ½.
            assertThat(new GammaDemand(0.5, 0.5).quantile(level)).isCloseTo(z * z / 2, withinPercentage(1e-3));
        }
    }

    @Test
    void ofShapeOneItIsExponential() {
        assertThat(GammaDemand.of(1_000, 1_000).quantile(0.95))
                .as("by the cube root")
                .isCloseTo(-1_000 * Math.log(0.05), withinPercentage(1));
        assertThat(GammaDemand.of(1_000, 1_000.01).quantile(0.95))
                .as("exactly")
                .isCloseTo(-1_000 * Math.log(0.05), withinPercentage(1e-2));
    }

    @Test
    void quantileAndProbabilityGoTogetherHoweverSkewed() {
        for (double shape : new double[] {0.03, 0.1, 0.4, 0.999, 1, 3, 40}) {
            GammaDemand demand = new GammaDemand(shape, 70);
            for (double level : new double[] {0.5, 0.9, 0.95, 0.99, 0.999}) {
                assertThat(demand.below(demand.quantile(level))).isCloseTo(level, withinPercentage(0.1));
            }
        }
    }

    @Test
    void whatIsBeyondReasonIsStillANumber() {
        for (double shape : new double[] {1e-12, 1e-6, 1e-3}) {
            for (double mean : new double[] {1e-9, 1, 1e15}) {
                assertThat(new GammaDemand(shape, mean).quantile(0.999)).isBetween(0.0, 1e300);
                assertThat(new GammaDemand(shape, mean).below(mean)).isBetween(0.0, 1.0);
            }
        }
    }
}
