package org.qudao.forecast.engine;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/** Simplex search of Nelder &amp; Mead 1965 with a bound on evaluations; the caller keeps arguments in range. */
final class NelderMead {
    private NelderMead() {}

    static double[] minimise(ToDoubleFunction<double[]> f, double[] start, double[] step, int evaluations) {
        int d = start.length;
        double[][] x = new double[d + 1][];
        double[] v = new double[d + 1];
        for (int i = 0; i <= d; i++) {
            x[i] = start.clone();
            if (i > 0) {
                x[i][i - 1] += step[i - 1];
            }
            v[i] = f.applyAsDouble(x[i]);
        }
        int used = d + 1;
        double[] centre = new double[d];
        while (used < evaluations) {
            sort(x, v);
            if (Math.abs(v[d] - v[0]) <= 1e-7 * (Math.abs(v[0]) + 1e-7)) {
                break;
            }
            Arrays.fill(centre, 0);
            for (int i = 0; i < d; i++) {
                for (int k = 0; k < d; k++) {
                    centre[k] += x[i][k] / d;
                }
            }
            double[] reflected = along(centre, x[d], -1);
            double r = f.applyAsDouble(reflected);
            used++;
            if (r < v[0]) {
                double[] expanded = along(centre, x[d], -2);
                double e = f.applyAsDouble(expanded);
                used++;
                replace(x, v, d, e < r ? expanded : reflected, Math.min(e, r));
            } else if (r < v[d - 1]) {
                replace(x, v, d, reflected, r);
            } else {
                double[] contracted = along(centre, r < v[d] ? reflected : x[d], 0.5);
                double c = f.applyAsDouble(contracted);
                used++;
                if (c < Math.min(r, v[d])) {
                    replace(x, v, d, contracted, c);
                } else {
                    for (int i = 1; i <= d; i++) {
                        x[i] = along(x[0], x[i], 0.5);
                        v[i] = f.applyAsDouble(x[i]);
                    }
                    used += d;
                }
            }
        }
        sort(x, v);
        return x[0];
    }

    private static double[] along(double[] centre, double[] point, double factor) {
        double[] out = new double[centre.length];
        for (int k = 0; k < out.length; k++) {
            out[k] = centre[k] + factor * (point[k] - centre[k]);
        }
        return out;
    }

    private static void replace(double[][] x, double[] v, int i, double[] point, double value) {
        x[i] = point;
        v[i] = value;
    }

    private static void sort(double[][] x, double[] v) {
        for (int i = 1; i < v.length; i++) {
            double value = v[i];
            double[] point = x[i];
            int k = i - 1;
            while (k >= 0 && v[k] > value) {
                v[k + 1] = v[k];
                x[k + 1] = x[k];
                k--;
            }
            v[k + 1] = value;
            x[k + 1] = point;
        }
    }
}
