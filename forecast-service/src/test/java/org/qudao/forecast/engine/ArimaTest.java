package org.qudao.forecast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ArimaTest {
    private static final ArimaOrder AR1 = new ArimaOrder(1, 0, 0, 0, 0, 0, false);
    private static final ArimaOrder MA1 = new ArimaOrder(0, 0, 1, 0, 0, 0, false);

    /** The search works on tanh⁻¹ of the partial autocorrelation, which for one lag is the coefficient itself. */
    private static double parameterFor(double coefficient) {
        double x = coefficient / 0.98;
        return 0.5 * Math.log((1 + x) / (1 - x));
    }

    /** By hand: φ = 0.5 on 4, 6, 2, 8 leaves 4, 6 − 2, 2 − 3, 8 − 1. */
    @Test
    void autoregressionLeavesWhatHalfOfTheLastValueDoesNotExplain() {
        double[] e = new double[4];
        double squares = new ArimaPass(new double[] {4, 6, 2, 8}, AR1, 1).squares(new double[] {parameterFor(0.5)}, e);

        assertThat(e).containsExactly(new double[] {4, 4, -1, 7}, within(1e-12));
        assertThat(squares).isCloseTo(82, within(1e-9));
    }

    /** By hand: e = w − θ·e₋₁ with θ = −0.5 on 4, 6, 2: 4, 6 + 2, 2 + 4. */
    @Test
    void movingAverageLeavesWhatTheLastErrorDoesNotExplain() {
        double[] e = new double[3];
        new ArimaPass(new double[] {4, 6, 2}, MA1, 1).squares(new double[] {parameterFor(0.5)}, e);

        assertThat(e).containsExactly(new double[] {4, 8, 6}, within(1e-12));
    }

    /** (1 − 0.5B)(1 − 0.4B⁴): a value is forecast as 0.5·w₋₁ + 0.4·w₋₄ − 0.2·w₋₅. */
    @Test
    void seasonalAndPlainPolynomialsAreMultiplied() {
        ArimaOrder order = new ArimaOrder(1, 0, 0, 1, 0, 0, false);
        double[] w = {10, 0, 0, 0, 20, 0};
        double[] e = new double[6];
        new ArimaPass(w, order, 4).squares(new double[] {parameterFor(0.5), parameterFor(0.4)}, e);

        assertThat(e[4]).isCloseTo(20 - 0.4 * 10, within(1e-12));
        assertThat(e[5]).isCloseTo(0 - 0.5 * 20 + 0.2 * 10, within(1e-12));
    }

    /** Box & Jenkins 1970, section 3.2.4: partial autocorrelations 0.5 and 0.3 are φ₁ = 0.5·(1 − 0.3), φ₂ = 0.3. */
    @Test
    void partialAutocorrelationsBecomeCoefficients() {
        double[] phi = ArimaPass.coefficients(new double[] {parameterFor(0.5), parameterFor(0.3)}, 0, 2);

        assertThat(phi).containsExactly(new double[] {0.35, 0.3}, within(1e-12));
    }

    /** By hand: after two differences the forecast goes on along the last line; 1, 4, 9 → 14, 19 with zero errors. */
    @Test
    void forecastsOfDifferencesAreSummedUpAsOftenAsDifferenced() {
        ArimaOrder order = new ArimaOrder(0, 2, 0, 0, 0, 0, false);
        double[] y = {1, 4, 9};
        double[] w = Differencing.of(y, 2, 0, 1);
        Path path = ArimaCandidate.known(w, order, new double[0], 1).forecast(y, y, w, 1, 2);

        assertThat(path.mean()).containsExactly(new double[] {14, 19}, within(1e-12));
    }

    /** By hand: ψ of a random walk is 1 throughout, so the spread grows with the root of the step. */
    @Test
    void spreadOfARandomWalkGrowsWithTheRootOfTheStep() {
        ArimaOrder order = new ArimaOrder(0, 1, 0, 0, 0, 0, false);
        double[] y = {3, 5, 4, 6, 5, 7};
        double[] w = Differencing.of(y, 1);
        Path path = ArimaCandidate.known(w, order, new double[0], 1).forecast(y, y, w, 1, 4);

        assertThat(path.spread()[3]).isCloseTo(2 * path.spread()[0], within(1e-12));
        assertThat(path.mean()).containsOnly(7);
    }

    @Test
    void searchFindsTheCoefficientOfASimulatedAutoregression() {
        Random random = new Random(7);
        double[] w = new double[2_000];
        for (int t = 1; t < w.length; t++) {
            w[t] = 0.7 * w[t - 1] + random.nextGaussian();
        }
        ArimaCandidate found = ArimaCandidate.estimated(w, AR1, 1, ArimaCandidate.UNKNOWN);

        assertThat(ArimaPass.coefficients(found.parameters(), 0, 1)[0]).isCloseTo(0.7, within(0.04));
    }

    /** Kwiatkowski et al. 1992: 5 % of stationary series are above 0.463, nearly all random walks are. */
    @Test
    void aRandomWalkIsDifferencedAndNoiseIsNot() {
        Random random = new Random(11);
        double[] noise = random.doubles(300).toArray();
        double[] walk = new double[300];
        for (int t = 1; t < walk.length; t++) {
            walk[t] = walk[t - 1] + random.nextGaussian();
        }

        assertThat(Differencing.ordinary(noise)).isZero();
        assertThat(Differencing.ordinary(walk)).isEqualTo(1);
    }

    @Test
    void solvesANormalEquationByHand() {
        // J = (1 0; 0 2) as rows, e = (3, 4): x = −(3, 2)
        double[] x = LeastSquares.damped(new double[][] {{1, 0}, {0, 2}}, new double[] {3, 4}, 0);

        assertThat(x).containsExactly(new double[] {-3, -2}, within(1e-12));
    }
}
