package org.qudao.forecast.engine.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
    /** A total of two cells. */
    private static final Hierarchy PAIR = Hierarchy.of(
            List.of(new Hierarchy.Cell("a", List.of(List.of("a"))), new Hierarchy.Cell("b", List.of(List.of("b")))));

    private static final ErrorHistory NO_ERRORS = new ErrorHistory(new double[][] {{0}, {0}, {0}});

    /** Errors of the total four times as variable as those of a, nine times as those of b, not correlated. */
    private static final ErrorHistory PAIR_ERRORS =
            new ErrorHistory(new double[][] {{6, 6, -6, -6}, {3, -3, 3, -3}, {2, -2, -2, 2}});

    private static Hierarchy grouped() {
        List<Hierarchy.Cell> cells = new ArrayList<>();
        for (String item : List.of("i", "j", "k")) {
            for (String place : List.of("n1", "n2", "s1")) {
                for (String channel : List.of("DIRECT", "DISTRIBUTION")) {
                    List<String> path = List.of(place.substring(0, 1), place);
                    cells.add(
                            new Hierarchy.Cell(item + place + channel, List.of(List.of(item), path, List.of(channel))));
                }
            }
        }
        return Hierarchy.of(cells);
    }

    private static double[] random(int size, double mean, SplittableRandom random) {
        return random.doubles(size, mean - 5, mean + 5).toArray();
    }

    private static ErrorHistory errors(Hierarchy hierarchy, int periods) {
        SplittableRandom random = new SplittableRandom(3);
        double[][] errors = new double[hierarchy.size()][periods];
        for (int t = 0; t < periods; t++) {
            double common = random.nextGaussian();
            for (double[] row : errors) {
                row[t] = common + random.nextGaussian();
            }
        }
        return new ErrorHistory(errors);
    }

    /** By hand: 10 against 4 + 3 is 3 too many; with equal weights each of the three moves by one. */
    @Test
    void olsSharesTheDifferenceEqually() {
        double[] coherent = Reconciliation.of(PAIR, Method.OLS, NO_ERRORS).reconcile(new double[] {10, 4, 3}, true);

        assertThat(coherent).containsExactly(new double[] {9, 5, 4}, within(1e-12));
    }

    /** By hand: the total counts two cells, so it moves by 2 of 4 parts of the difference, each cell by one. */
    @Test
    void structuralWeightsMoveATotalByItsCells() {
        double[] coherent =
                Reconciliation.of(PAIR, Method.WLS_STRUCTURAL, NO_ERRORS).reconcile(new double[] {10, 4, 2}, true);

        assertThat(coherent).containsExactly(new double[] {8, 5, 3}, within(1e-12));
    }

    /** By hand: variances 36, 9 and 4 of 49 share a difference of 49. */
    @Test
    void varianceWeightsMoveWhatIsLeastCertain() {
        double[] coherent =
                Reconciliation.of(PAIR, Method.WLS_VARIANCE, PAIR_ERRORS).reconcile(new double[] {149, 60, 40}, true);

        assertThat(coherent).containsExactly(new double[] {113, 69, 44}, within(1e-9));
    }

    /** By hand: standard deviations 6, 3 and 2 of 11 share a difference of 11; the errors are not correlated. */
    @Test
    void temperedMinTMovesByStandardDeviations() {
        double[] coherent =
                Reconciliation.of(PAIR, Method.MINT_TEMPERED, PAIR_ERRORS).reconcile(new double[] {111, 60, 40}, true);

        assertThat(coherent).containsExactly(new double[] {105, 63, 42}, within(1e-9));
    }

    @Test
    void bottomUpKeepsTheCells() {
        double[] coherent =
                Reconciliation.of(PAIR, Method.BOTTOM_UP, NO_ERRORS).reconcile(new double[] {10, 4, 3}, true);

        assertThat(coherent).containsExactly(7, 4, 3);
    }

    /** The textbook's S (SᵀW⁻¹S)⁻¹SᵀW⁻¹ŷ with the full covariance written out. */
    @Test
    void sparseProjectionIsThatOfTheDenseFormula() {
        Hierarchy hierarchy = grouped();
        ErrorHistory errors = errors(hierarchy, 12);
        double[] base = random(hierarchy.size(), 50, new SplittableRandom(5));
        for (ErrorCovariance covariance : List.of(
                ErrorCovariance.identity(hierarchy),
                ErrorCovariance.structural(hierarchy),
                ErrorCovariance.variances(errors),
                ErrorCovariance.shrunken(errors),
                ErrorCovariance.tempered(errors))) {
            double[] expected = dense(hierarchy, covariance, base);
            double[] coherent = Reconciliation.of(hierarchy, covariance).reconcile(base, false);

            assertThat(coherent).containsExactly(expected, within(1e-8));
        }
    }

    private static double[] dense(Hierarchy hierarchy, ErrorCovariance covariance, double[] base) {
        int nodes = hierarchy.size();
        DMatrixRMaj s = new DMatrixRMaj(nodes, hierarchy.cells());
        for (int c = 0; c < hierarchy.cells(); c++) {
            double[] unit = new double[hierarchy.cells()];
            unit[c] = 1;
            double[] column = hierarchy.sum(unit);
            for (int i = 0; i < nodes; i++) {
                s.set(i, c, column[i]);
            }
        }
        DMatrixRMaj w = CommonOps_DDRM.diag(covariance.diagonal());
        for (double[] column : covariance.factor()) {
            CommonOps_DDRM.multAddTransB(DMatrixRMaj.wrap(nodes, 1, column), DMatrixRMaj.wrap(nodes, 1, column), w);
        }
        CommonOps_DDRM.invert(w);
        DMatrixRMaj weighted = new DMatrixRMaj(hierarchy.cells(), nodes);
        CommonOps_DDRM.multTransA(s, w, weighted);
        DMatrixRMaj normal = new DMatrixRMaj(hierarchy.cells(), hierarchy.cells());
        CommonOps_DDRM.mult(weighted, s, normal);
        DMatrixRMaj right = new DMatrixRMaj(hierarchy.cells(), 1);
        CommonOps_DDRM.mult(weighted, DMatrixRMaj.wrap(nodes, 1, base), right);
        DMatrixRMaj cells = new DMatrixRMaj(hierarchy.cells(), 1);
        CommonOps_DDRM.solve(normal, right, cells);
        return hierarchy.sum(cells.data);
    }

    @Test
    void coherentForecastsStayAsTheyAre() {
        Hierarchy hierarchy = grouped();
        double[] coherent = hierarchy.sum(random(hierarchy.cells(), 20, new SplittableRandom(8)));
        for (Method method : Method.values()) {
            assertThat(Reconciliation.of(hierarchy, method, errors(hierarchy, 12))
                            .reconcile(coherent, true))
                    .containsExactly(coherent, within(1e-8));
        }
    }

    @Test
    void negativeCellsBecomeZeroAndTotalsStillAddUp() {
        double[] coherent = Reconciliation.of(PAIR, Method.OLS, NO_ERRORS).reconcile(new double[] {0, 10, 1}, true);

        // Without the bound: 3⅔, 6⅓, −2⅔.
        assertThat(coherent).containsExactly(new double[] {19.0 / 3, 19.0 / 3, 0}, within(1e-12));
    }

    @Test
    void aNodeThatNeverErrsIsTrusted() {
        ErrorHistory errors = new ErrorHistory(new double[][] {{5, -5, 5, -5}, {0, 0, 0, 0}, {4, 4, -4, -4}});
        double[] coherent =
                Reconciliation.of(PAIR, Method.MINT_SHRINK, errors).reconcile(new double[] {30, 10, 12}, true);

        assertThat(coherent[1]).isCloseTo(10, within(1e-3));
        assertThat(coherent[0]).isCloseTo(coherent[1] + coherent[2], within(1e-9));
    }

    /** The sums over all pairs written out (Schäfer & Strimmer 2005) against the sums over periods. */
    @Test
    void shrinkageIsThatOfTheDoubleSumOverPairs() {
        Hierarchy hierarchy = grouped();
        ErrorHistory errors = errors(hierarchy, 15);
        int periods = errors.periods();
        double variances = 0;
        double squares = 0;
        for (int i = 0; i < errors.nodes(); i++) {
            for (int j = 0; j < errors.nodes(); j++) {
                if (i == j) {
                    continue;
                }
                double r = 0;
                for (int t = 0; t < periods; t++) {
                    r += errors.standardised(i, t) * errors.standardised(j, t) / periods;
                }
                squares += r * r;
                for (int t = 0; t < periods; t++) {
                    double w = errors.standardised(i, t) * errors.standardised(j, t);
                    variances += (w - r) * (w - r) / (periods * (periods - 1.0));
                }
            }
        }

        assertThat(Shrinkage.intensity(errors)).isCloseTo(variances / squares, within(1e-12));
        assertThat(variances / squares).isBetween(0.05, 0.95);
    }
}
