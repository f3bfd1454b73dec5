package org.qudao.forecast.engine.replenishment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CumulativeErrorTest {

    @Test
    void oneKnownPeriodGrowsWithTheSquareRoot() {
        CumulativeError error = new CumulativeError(List.of(3.0));

        assertThat(error.deviation(4)).isCloseTo(6, within(1e-12));
        assertThat(error.variance(0.5)).isCloseTo(4.5, within(1e-12));
        assertThat(error.variance(0)).isZero();
    }

    /** Of 3, 5 and 7: variances 9, 25 and 49; half-way between the first two 17; a period beyond the last 49 + 24. */
    @Test
    void knownSumsAreTakenAsTheyAre() {
        CumulativeError error = new CumulativeError(List.of(3.0, 5.0, 7.0));

        assertThat(error.deviation(2)).isCloseTo(5, within(1e-12));
        assertThat(error.variance(1.5)).isCloseTo(17, within(1e-12));
        assertThat(error.variance(4)).isCloseTo(73, within(1e-12));
        assertThat(error.variance(5)).isCloseTo(97, within(1e-12));
    }

    /** Of a random walk of deviation 10: sums of 1, 2, 3, 4 periods have 10, √5·10, √14·10, √30·10; the fourth alone has 20. */
    @Test
    void whatIsOverLeavesTheErrorOfLaterPeriodsLarger() {
        CumulativeError error =
                new CumulativeError(List.of(10.0, 10 * Math.sqrt(5), 10 * Math.sqrt(14), 10 * Math.sqrt(30)));

        assertThat(error.after(3).ofOnePeriod()).isCloseTo(54.772 - 37.417, within(1e-3));
        assertThat(error.after(1).deviations()).hasSize(3);
        assertThat(error.after(0)).isEqualTo(error);
        assertThat(new CumulativeError(List.of(3.0)).after(2).ofOnePeriod()).isEqualTo(3);
    }

    /** Independent errors of deviation 3: of one later period it is 3 again, not √4·3 − √3·3 = .8. */
    @Test
    void independentErrorsAreNotSmallerLater() {
        CumulativeError error = new CumulativeError(List.of(3.0, 3 * Math.sqrt(2), 3 * Math.sqrt(3), 3 * Math.sqrt(4)));

        assertThat(error.after(3).ofOnePeriod()).isCloseTo(3, within(1e-9));
    }

    @Test
    void variancesOfSeriesAddUpAndAreShared() {
        CumulativeError sum =
                CumulativeError.sum(List.of(new CumulativeError(List.of(3.0, 6.0)), new CumulativeError(List.of(4.0))));

        assertThat(sum.deviations().getFirst()).isCloseTo(5, within(1e-12));
        assertThat(sum.deviations().get(1)).as("36 + 2 × 16").isCloseTo(Math.sqrt(68), within(1e-12));
        assertThat(sum.share(0.25).ofOnePeriod()).isCloseTo(2.5, within(1e-12));
        assertThat(CumulativeError.sum(List.of()).deviations()).containsExactly(0.0);
    }

    @Test
    void refusesWhatIsNoDeviation() {
        assertThatThrownBy(() -> new CumulativeError(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CumulativeError(List.of(1.0, -1.0))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CumulativeError(List.of(Double.NaN))).isInstanceOf(IllegalArgumentException.class);
    }
}
