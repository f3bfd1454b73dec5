package org.qudao.forecast.engine;

/** Small dense least squares for the searches of the hot loop. */
final class LeastSquares {
    private LeastSquares() {}

    /**
     * The step of Levenberg and Marquardt: solves (JJᵀ + λ·diag(JJᵀ))·x = −J·e by Cholesky decomposition.
     *
     * @param jacobian one row per parameter
     */
    static double[] damped(double[][] jacobian, double[] e, double damping) {
        int k = jacobian.length;
        double[][] a = new double[k][k];
        double[] x = new double[k];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int t = 0; t < e.length; t++) {
                    sum += jacobian[i][t] * jacobian[j][t];
                }
                a[i][j] = sum;
            }
            for (int t = 0; t < e.length; t++) {
                x[i] -= jacobian[i][t] * e[t];
            }
        }
        for (int i = 0; i < k; i++) {
            a[i][i] = a[i][i] * (1 + damping) + 1e-300;
        }
        solve(a, x);
        return x;
    }

    private static void solve(double[][] a, double[] x) {
        int k = x.length;
        for (int i = 0; i < k; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = a[i][j];
                for (int s = 0; s < j; s++) {
                    sum -= a[i][s] * a[j][s];
                }
                a[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-300)) : sum / a[j][j];
            }
        }
        for (int i = 0; i < k; i++) {
            for (int s = 0; s < i; s++) {
                x[i] -= a[i][s] * x[s];
            }
            x[i] /= a[i][i];
        }
        for (int i = k - 1; i >= 0; i--) {
            for (int s = i + 1; s < k; s++) {
                x[i] -= a[s][i] * x[s];
            }
            x[i] /= a[i][i];
        }
    }
}
