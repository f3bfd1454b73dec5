package org.qudao.forecast.engine;

import java.util.Arrays;

/**
 * Conditional sum of squares of a seasonal ARMA model on a differenced series: values before the first count as the mean,
 * errors before it as zero (Box &amp; Jenkins 1970, section 7.1). Coefficients are searched as partial autocorrelations, so
 * that every point of the search is stationary and invertible (Monahan 1984, Biometrika 71).
 */
final class ArimaPass {
    private static final int MOST_ITERATIONS = 12;
    private static final double STEP = 1e-5;
    private static final double LONGEST_STEP = 2;
    private static final int MOST_ATTEMPTS = 4;
    private static final double LARGEST_PARTIAL = 0.98;

    private final double[] w;
    private final ArimaOrder order;
    private final int m;
    private final double scale;

    /** Lags of the expanded polynomials, and their coefficients. */
    private int[] arLags = new int[0];

    private double[] ar = new double[0];
    private int[] maLags = new int[0];
    private double[] ma = new double[0];
    private double mean;

    ArimaPass(double[] w, ArimaOrder order, int m) {
        this.w = w;
        this.order = order;
        this.m = m;
        double sum = 0;
        for (double v : w) {
            sum += v * v;
        }
        this.scale = Math.max(Math.sqrt(sum / w.length), 1e-300);
    }

    /** What the search ends with. */
    @SuppressWarnings("ArrayRecordComponent") // internal to the hot loop, never compared
    record Estimate(double[] parameters, double squares) {}

    /** Levenberg-Marquardt search (Marquardt 1963) from the given parameters. */
    Estimate minimise(double[] start) {
        int k = start.length;
        double[] p = start.clone();
        double[] e = new double[w.length];
        double best = squares(p, e);
        double[][] jacobian = new double[k][w.length];
        double[] moved = new double[w.length];
        double damping = 1e-2;
        for (int iteration = 0; iteration < MOST_ITERATIONS && k > 0; iteration++) {
            differentiate(p, e, jacobian, moved);
            double before = best;
            for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
                double[] change = LeastSquares.damped(jacobian, e, damping);
                double[] next = p.clone();
                for (int i = 0; i < k; i++) {
                    next[i] += Math.clamp(change[i], -LONGEST_STEP * unit(i), LONGEST_STEP * unit(i));
                }
                double s = squares(next, moved);
                if (s < best) {
                    best = s;
                    p = next;
                    System.arraycopy(moved, 0, e, 0, e.length);
                    damping = Math.max(damping / 5, 1e-8);
                    break;
                }
                damping *= 8;
            }
            if (before - best <= 1e-6 * before) {
                break;
            }
        }
        return new Estimate(p, squares(p, e));
    }

    private void differentiate(double[] p, double[] e, double[][] jacobian, double[] moved) {
        for (int i = 0; i < p.length; i++) {
            double kept = p[i];
            double step = STEP * unit(i);
            p[i] = kept + step;
            squares(p, moved);
            p[i] = kept;
            for (int t = 0; t < e.length; t++) {
                jacobian[i][t] = (moved[t] - e[t]) / step;
            }
        }
    }

    /** The mean is measured in units of the series, all other parameters are pure numbers. */
    private double unit(int parameter) {
        return parameter < order.coefficients() ? 1 : scale;
    }

    /** @param e filled with the one-step errors */
    double squares(double[] parameters, double[] e) {
        decode(parameters);
        double sum = 0;
        for (int t = 0; t < w.length; t++) {
            double f = mean;
            for (int i = 0; i < ar.length; i++) {
                int s = t - arLags[i];
                if (s >= 0) {
                    f += ar[i] * (w[s] - mean);
                }
            }
            for (int i = 0; i < ma.length; i++) {
                int s = t - maLags[i];
                if (s >= 0) {
                    f += ma[i] * e[s];
                }
            }
            e[t] = w[t] - f;
            sum += e[t] * e[t];
        }
        return Double.isFinite(sum) ? sum : Double.MAX_VALUE;
    }

    private void decode(double[] parameters) {
        double[] phi = coefficients(parameters, 0, order.p());
        double[] theta = coefficients(parameters, order.p(), order.q());
        double[] seasonalPhi = coefficients(parameters, order.p() + order.q(), order.seasonalP());
        double[] seasonalTheta = coefficients(parameters, order.p() + order.q() + order.seasonalP(), order.seasonalQ());
        mean = order.constant() ? parameters[parameters.length - 1] : 0;
        arLags = lags(phi, seasonalPhi);
        ar = product(phi, seasonalPhi);
        maLags = lags(theta, seasonalTheta);
        ma = product(theta, seasonalTheta);
        for (int i = 0; i < ma.length; i++) {
            ma[i] = -ma[i];
        }
    }

    /** Durbin-Levinson recursion from partial autocorrelations to coefficients. */
    static double[] coefficients(double[] parameters, int from, int count) {
        double[] phi = new double[count];
        double[] before = new double[count];
        for (int k = 0; k < count; k++) {
            double partial = LARGEST_PARTIAL * Math.tanh(parameters[from + k]);
            System.arraycopy(phi, 0, before, 0, k);
            for (int j = 0; j < k; j++) {
                phi[j] = before[j] - partial * before[k - 1 - j];
            }
            phi[k] = partial;
        }
        return phi;
    }

    private int[] lags(double[] plain, double[] seasonal) {
        int[] lags = new int[(plain.length + 1) * (seasonal.length + 1) - 1];
        int k = 0;
        for (int j = 0; j <= seasonal.length; j++) {
            for (int i = j == 0 ? 1 : 0; i <= plain.length; i++) {
                lags[k++] = i + j * m;
            }
        }
        return lags;
    }

    /** Coefficients c of (1 − Σφᵢ·Bⁱ)·(1 − Σφⱼ·Bᵐʲ) = 1 − Σc·B^lag. */
    private static double[] product(double[] plain, double[] seasonal) {
        double[] out = new double[(plain.length + 1) * (seasonal.length + 1) - 1];
        int k = 0;
        for (int j = 0; j <= seasonal.length; j++) {
            for (int i = j == 0 ? 1 : 0; i <= plain.length; i++) {
                double a = i == 0 ? 1 : plain[i - 1];
                double b = j == 0 ? 1 : seasonal[j - 1];
                out[k++] = i > 0 && j > 0 ? -a * b : a * b;
            }
        }
        return out;
    }

    /** Forecasts of the differenced series. */
    double[] forecast(double[] parameters, int horizon) {
        double[] e = new double[w.length + horizon];
        double[] residuals = new double[w.length];
        squares(parameters, residuals);
        System.arraycopy(residuals, 0, e, 0, w.length);
        double[] x = Arrays.copyOf(w, w.length + horizon);
        for (int t = w.length; t < x.length; t++) {
            double f = mean;
            for (int i = 0; i < ar.length; i++) {
                int s = t - arLags[i];
                f += s >= 0 ? ar[i] * (x[s] - mean) : 0;
            }
            for (int i = 0; i < ma.length; i++) {
                int s = t - maLags[i];
                f += s >= 0 ? ma[i] * e[s] : 0;
            }
            x[t] = f;
        }
        return Arrays.copyOfRange(x, w.length, x.length);
    }

    /** Response of the differenced series to one error, ψ of Box &amp; Jenkins. */
    double[] responses(double[] parameters, int horizon) {
        decode(parameters);
        double[] psi = new double[horizon];
        for (int t = 0; t < horizon; t++) {
            double f = t == 0 ? 1 : 0;
            for (int i = 0; i < ar.length; i++) {
                int s = t - arLags[i];
                f += s >= 0 ? ar[i] * psi[s] : 0;
            }
            for (int i = 0; i < ma.length; i++) {
                f += t == maLags[i] ? ma[i] : 0;
            }
            psi[t] = f;
        }
        return psi;
    }

    /** Starting parameters, taken over from another order where it has them. */
    double[] start(ArimaOrder from, double[] known) {
        double[] p = new double[order.parameters()];
        int to = 0;
        int have = 0;
        int[] wanted = {order.p(), order.q(), order.seasonalP(), order.seasonalQ()};
        int[] given = {from.p(), from.q(), from.seasonalP(), from.seasonalQ()};
        for (int block = 0; block < wanted.length; block++) {
            for (int i = 0; i < wanted[block]; i++) {
                p[to + i] = i < given[block] ? Math.clamp(known[have + i], -1.5, 1.5) : 0.1;
            }
            to += wanted[block];
            have += given[block];
        }
        if (order.constant()) {
            p[to] = from.constant() ? known[have] : Arrays.stream(w).average().orElse(0);
        }
        return p;
    }
}
