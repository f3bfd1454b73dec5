package org.qudao.forecast.engine.hierarchy;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.ejml.sparse.csc.CommonOps_DSCC;
import org.jspecify.annotations.Nullable;

/**
 * The projection of forecasts of all nodes on those that add up: ỹ = ŷ − W Cᵀ (C W Cᵀ)⁻¹ C ŷ, where C ŷ is what each aggregate
 * differs from the sum of its cells (the zero-constrained form of Wickramasuriya et al. 2019, equation 10). With W = diag(d) + F Fᵀ the
 * system is sparse, as large as there are aggregates, plus a low rank that Woodbury's identity takes care of. Safe for many threads.
 *
 * <p>Negative cells are set to zero and added up anew: the set-negative-to-zero heuristic of Di Fonzo &amp; Girolimetto
 * (2023, "Spatio-temporal reconciliation of solar forecasts", Solar Energy 251).
 */
public final class Reconciliation {
    private final Hierarchy hierarchy;
    private final @Nullable Equations equations;

    private Reconciliation(Hierarchy hierarchy, @Nullable Equations equations) {
        this.hierarchy = hierarchy;
        this.equations = equations;
    }

    public static Reconciliation of(Hierarchy hierarchy, Method method, ErrorHistory errors) {
        return switch (method) {
            case BOTTOM_UP -> new Reconciliation(hierarchy, null);
            case OLS -> of(hierarchy, ErrorCovariance.identity(hierarchy));
            case WLS_STRUCTURAL -> of(hierarchy, ErrorCovariance.structural(hierarchy));
            case WLS_VARIANCE -> of(hierarchy, ErrorCovariance.variances(errors));
            case MINT_SHRINK -> of(hierarchy, ErrorCovariance.shrunken(errors));
            case MINT_TEMPERED -> of(hierarchy, ErrorCovariance.tempered(errors));
        };
    }

    static Reconciliation of(Hierarchy hierarchy, ErrorCovariance covariance) {
        return new Reconciliation(hierarchy, hierarchy.aggregates() == 0 ? null : new Equations(hierarchy, covariance));
    }

    /** @param base forecasts of all nodes; the answer adds up */
    public double[] reconcile(double[] base, boolean nonNegative) {
        return reconcile(new double[][] {base}, nonNegative)[0];
    }

    /** Reconciles many vectors of all nodes at once, which is faster than one by one. */
    public double[][] reconcile(double[][] bases, boolean nonNegative) {
        int first = hierarchy.aggregates();
        double[][] projected = equations == null ? bases : equations.cells(bases);
        double[][] coherent = new double[bases.length][];
        for (int k = 0; k < bases.length; k++) {
            double[] cells = equations == null ? Arrays.copyOfRange(bases[k], first, hierarchy.size()) : projected[k];
            for (int c = 0; c < cells.length && nonNegative; c++) {
                cells[c] = Math.max(0, cells[c]);
            }
            coherent[k] = hierarchy.sum(cells);
        }
        return coherent;
    }

    /** The factored equations. */
    private static final class Equations {
        private final Hierarchy hierarchy;
        private final double[] diagonal;
        private final double[][] factor;
        private final SparseCholesky sparse;
        /** M⁻¹ C F, a row per column of F. */
        private final double[][] solvedFactor;
        /** (I + Fᵀ Cᵀ M⁻¹ C F)⁻¹. */
        private final double[][] core;

        Equations(Hierarchy hierarchy, ErrorCovariance covariance) {
            this.hierarchy = hierarchy;
            this.diagonal = covariance.diagonal();
            this.factor = covariance.factor();
            this.sparse = SparseCholesky.of(constrained());
            double[][] differences = new double[factor.length][];
            for (int j = 0; j < factor.length; j++) {
                differences[j] = differences(factor[j]);
            }
            this.solvedFactor = sparse.solve(differences);
            this.core = core(differences);
        }

        /** C diag(d) Cᵀ. */
        private DMatrixSparseCSC constrained() {
            int aggregates = hierarchy.aggregates();
            int entries = hierarchy.start(aggregates);
            // The transpose of A: a column per aggregate
            DMatrixSparseCSC at = new DMatrixSparseCSC(hierarchy.cells(), aggregates, entries);
            DMatrixSparseCSC weighted = new DMatrixSparseCSC(hierarchy.cells(), aggregates, entries);
            for (int a = 0; a <= aggregates; a++) {
                at.col_idx[a] = hierarchy.start(a);
                weighted.col_idx[a] = hierarchy.start(a);
            }
            for (int p = 0; p < entries; p++) {
                int cell = hierarchy.member(p);
                at.nz_rows[p] = cell;
                at.nz_values[p] = 1;
                weighted.nz_rows[p] = cell;
                weighted.nz_values[p] = diagonal[aggregates + cell];
            }
            at.nz_length = entries;
            weighted.nz_length = entries;
            DMatrixSparseCSC a = CommonOps_DSCC.transpose(at, null, null);
            DMatrixSparseCSC product = new DMatrixSparseCSC(aggregates, aggregates);
            CommonOps_DSCC.mult(a, weighted, product);
            DMatrixSparseCSC own = CommonOps_DSCC.diag(Arrays.copyOf(diagonal, aggregates));
            DMatrixSparseCSC sum = new DMatrixSparseCSC(aggregates, aggregates);
            CommonOps_DSCC.add(1, product, 1, own, sum, null, null);
            return sum;
        }

        /** C v: what aggregates differ from the sums of their cells. */
        private double[] differences(double[] nodes) {
            int aggregates = hierarchy.aggregates();
            double[] out = new double[aggregates];
            for (int a = 0; a < aggregates; a++) {
                double rest = nodes[a];
                for (int p = hierarchy.start(a); p < hierarchy.start(a + 1); p++) {
                    rest -= nodes[aggregates + hierarchy.member(p)];
                }
                out[a] = rest;
            }
            return out;
        }

        private double[][] core(double[][] differences) {
            int rank = factor.length;
            if (rank == 0) {
                return new double[0][];
            }
            DMatrixRMaj matrix = new DMatrixRMaj(rank, rank);
            for (int i = 0; i < rank; i++) {
                for (int j = 0; j < rank; j++) {
                    matrix.set(i, j, dot(differences[i], solvedFactor[j]) + (i == j ? 1 : 0));
                }
            }
            LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(rank);
            DMatrixRMaj inverse = new DMatrixRMaj(rank, rank);
            if (!solver.setA(matrix)) {
                throw new IllegalStateException("the factor of the error covariance is not finite");
            }
            solver.invert(inverse);
            double[][] out = new double[rank][rank];
            for (int i = 0; i < rank; i++) {
                for (int j = 0; j < rank; j++) {
                    out[i][j] = inverse.get(i, j);
                }
            }
            return out;
        }

        /** Cells of ŷ − W Cᵀ x with x = (C W Cᵀ)⁻¹ C ŷ. */
        double[][] cells(double[][] bases) {
            double[][] differences = new double[bases.length][];
            for (int k = 0; k < bases.length; k++) {
                differences[k] = differences(bases[k]);
            }
            double[][] solved = sparse.solve(differences);
            double[][] cells = new double[bases.length][];
            for (int k = 0; k < bases.length; k++) {
                lowRank(differences[k], solved[k]);
                cells[k] = cells(bases[k], solved[k]);
            }
            return cells;
        }

        /** Woodbury: takes M⁻¹ r to (M + G Gᵀ)⁻¹ r, G = C F. */
        private void lowRank(double[] r, double[] x) {
            int rank = factor.length;
            double[] projected = new double[rank];
            for (int j = 0; j < rank; j++) {
                projected[j] = dot(solvedFactor[j], r);
            }
            for (int i = 0; i < rank; i++) {
                double weight = dot(core[i], projected);
                for (int a = 0; a < x.length; a++) {
                    x[a] -= weight * solvedFactor[i][a];
                }
            }
        }

        private double[] cells(double[] base, double[] x) {
            int aggregates = hierarchy.aggregates();
            double[] spread = new double[hierarchy.cells()]; // Aᵀ x
            for (int a = 0; a < aggregates; a++) {
                for (int p = hierarchy.start(a); p < hierarchy.start(a + 1); p++) {
                    spread[hierarchy.member(p)] += x[a];
                }
            }
            double[] cells = new double[spread.length];
            for (int c = 0; c < cells.length; c++) {
                cells[c] = base[aggregates + c] + diagonal[aggregates + c] * spread[c];
            }
            for (double[] column : factor) {
                double weight = 0; // a component of Fᵀ Cᵀ x
                for (int a = 0; a < aggregates; a++) {
                    weight += column[a] * x[a];
                }
                for (int c = 0; c < cells.length; c++) {
                    weight -= column[aggregates + c] * spread[c];
                }
                for (int c = 0; c < cells.length; c++) {
                    cells[c] -= weight * column[aggregates + c];
                }
            }
            return cells;
        }

        private static double dot(double[] x, double[] y) {
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                sum += x[i] * y[i];
            }
            return sum;
        }
    }
}
