package org.qudao.forecast.engine.hierarchy;

import java.util.Arrays;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.sparse.csc.decomposition.chol.CholeskyUpLooking_DSCC;

/**
 * M = L Lᵀ, and solutions for many right-hand sides at once. No permutation is needed: aggregates of few cells come
 * first in a {@link Hierarchy}, and eliminating them first fills little.
 */
final class SparseCholesky {
    /** Right-hand sides that go through the factor together; they share the cost of reading it. */
    private static final int BLOCK = 16;

    private final int size;
    private final int[] start;
    private final int[] row;
    private final double[] value;

    private SparseCholesky(DMatrixSparseCSC lower) {
        this.size = lower.numCols;
        this.start = lower.col_idx;
        this.row = lower.nz_rows;
        this.value = lower.nz_values;
    }

    /** @throws IllegalStateException when the matrix is not positive definite */
    static SparseCholesky of(DMatrixSparseCSC matrix) {
        CholeskyUpLooking_DSCC cholesky = new CholeskyUpLooking_DSCC();
        if (!cholesky.decompose(matrix)) {
            throw new IllegalStateException("the reconciliation equations are not positive definite");
        }
        return new SparseCholesky(cholesky.getL());
    }

    double[][] solve(double[][] rightHandSides) {
        double[][] solutions = new double[rightHandSides.length][];
        for (int from = 0; from < rightHandSides.length; from += BLOCK) {
            int width = Math.min(BLOCK, rightHandSides.length - from);
            double[] block = new double[size * BLOCK];
            for (int k = 0; k < width; k++) {
                for (int i = 0; i < size; i++) {
                    block[i * BLOCK + k] = rightHandSides[from + k][i];
                }
            }
            forward(block);
            backward(block);
            for (int k = 0; k < width; k++) {
                double[] solution = new double[size];
                for (int i = 0; i < size; i++) {
                    solution[i] = block[i * BLOCK + k];
                }
                solutions[from + k] = solution;
            }
        }
        return solutions;
    }

    /** The first entry of each column is its diagonal. */
    private void forward(double[] x) {
        double[] own = new double[BLOCK];
        for (int j = 0; j < size; j++) {
            double pivot = value[start[j]];
            for (int k = 0; k < BLOCK; k++) {
                own[k] = x[j * BLOCK + k] / pivot;
                x[j * BLOCK + k] = own[k];
            }
            for (int p = start[j] + 1; p < start[j + 1]; p++) {
                int at = row[p] * BLOCK;
                double l = value[p];
                for (int k = 0; k < BLOCK; k++) {
                    x[at + k] -= l * own[k];
                }
            }
        }
    }

    private void backward(double[] x) {
        double[] own = new double[BLOCK];
        for (int j = size - 1; j >= 0; j--) {
            Arrays.fill(own, 0);
            for (int p = start[j] + 1; p < start[j + 1]; p++) {
                int at = row[p] * BLOCK;
                double l = value[p];
                for (int k = 0; k < BLOCK; k++) {
                    own[k] += l * x[at + k];
                }
            }
            double pivot = value[start[j]];
            for (int k = 0; k < BLOCK; k++) {
                x[j * BLOCK + k] = (x[j * BLOCK + k] - own[k]) / pivot;
            }
        }
    }
}
