package org.qudao.forecast.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Theta method, for a series without season. The standard form weighs the two theta lines equally (Assimakopoulos
 * &amp; Nikolopoulos 2000, IJF 16; as exponential smoothing with drift: Hyndman &amp; Billah 2003, IJF 19). The optimised
 * one is the dynamic optimised Theta model (DOTM) of Fiorucci, Pellegrini, Louzada, Petropoulos &amp; Koehler 2016, IJF
 * 32, eqs. 8–14.
 *
 * <p>For a given smoothing parameter the one-step forecasts are linear in the initial level and in 1 − 1/θ, so both are
 * found by least squares and only the smoothing parameter is searched.
 */
final class Theta implements Model {
    private static final double LOWEST_ALPHA = 0.05;
    private static final double HIGHEST_ALPHA = 0.99;
    private static final int GRID = 9;
    private static final int GOLDEN_STEPS = 8;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    private static final double LARGEST_WEIGHT = 0.98;
    private static final double LARGEST_LOG_SPREAD = 2;

    /** Which theta and which scale. */
    enum Kind {
        /** θ = 2. */
        STANDARD("Theta"),
        /** θ estimated. */
        OPTIMISED("dynamic optimised Theta"),
        /** θ estimated on logarithms; for positive series, else the plain scale. */
        LOG("log Theta");

        private final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    private final Kind kind;

    /** NaN to search it. */
    private final double keptAlpha;

    Theta(Kind kind) {
        this(kind, Double.NaN);
    }

    private Theta(Kind kind, double keptAlpha) {
        this.kind = kind;
        this.keptAlpha = keptAlpha;
    }

    @Override
    public String name() {
        return kind.label;
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(kind.name());
        out.writeDouble(keptAlpha);
    }

    static Theta read(DataInput in) throws IOException {
        return new Theta(Kind.valueOf(in.readUTF()), in.readDouble());
    }

    @Override
    public Fit fit(double[] y, int frequency, int horizon) {
        boolean logarithms = kind == Kind.LOG && Seasonality.isPositive(y);
        double[] x = logarithms ? Arrays.stream(y).map(Math::log).toArray() : y;
        Recursion best = Double.isNaN(keptAlpha) ? search(x) : estimate(x, keptAlpha);
        double[] mean = best.forecast(horizon);
        double[] spread = new double[horizon];
        for (int h = 0; h < horizon; h++) {
            double sigma = best.sigma() * Math.sqrt(1 + h * best.alpha * best.alpha);
            if (logarithms) {
                mean[h] = Math.exp(mean[h]);
                sigma = Math.min(sigma, LARGEST_LOG_SPREAD) * mean[h];
            }
            spread[h] = sigma;
        }
        return new Fit(new Path(mean, spread), this, new Theta(kind, best.alpha));
    }

    private Recursion search(double[] x) {
        Recursion best = estimate(x, LOWEST_ALPHA);
        double width = (HIGHEST_ALPHA - LOWEST_ALPHA) / (GRID - 1);
        for (int k = 1; k < GRID; k++) {
            best = better(best, estimate(x, LOWEST_ALPHA + k * width));
        }
        double low = Math.max(LOWEST_ALPHA, best.alpha - width);
        double high = Math.min(HIGHEST_ALPHA, best.alpha + width);
        Recursion left = estimate(x, high - GOLDEN * (high - low));
        Recursion right = estimate(x, low + GOLDEN * (high - low));
        for (int k = 0; k < GOLDEN_STEPS; k++) {
            if (left.squares < right.squares) {
                high = right.alpha;
                right = left;
                left = estimate(x, high - GOLDEN * (high - low));
            } else {
                low = left.alpha;
                left = right;
                right = estimate(x, low + GOLDEN * (high - low));
            }
        }
        return better(best, better(left, right));
    }

    private static Recursion better(Recursion a, Recursion b) {
        return b.squares < a.squares ? b : a;
    }

    private Recursion estimate(double[] x, double alpha) {
        double decay = 1;
        double rest = 0;
        double mean = x[0];
        double a = x[0];
        double b = 0;
        double cc = 1e-9;
        double cd = 0;
        double dd = 1e-12;
        double cz = 0;
        double dz = 0;
        double zz = 0;
        for (int t = 1; t <= x.length; t++) {
            double y = x[t - 1];
            double drift = decay * a + (1 - decay * (1 - alpha)) / alpha * b;
            if (t > 1) {
                double z = y - rest;
                cc += decay * decay;
                cd += decay * drift;
                dd += drift * drift;
                cz += decay * z;
                dz += drift * z;
                zz += z * z;
            }
            rest = alpha * y + (1 - alpha) * rest;
            decay *= 1 - alpha;
            double next = mean + (y - mean) / t;
            b = ((t - 2) * b + 6.0 / t * (y - mean)) / (t + 1);
            mean = next;
            a = mean - b * (t + 1) / 2;
        }
        double weight = 0.5;
        double determinant = cc * dd - cd * cd;
        if (kind != Kind.STANDARD && determinant > 1e-12 * cc * dd) {
            weight = Math.clamp((cc * dz - cd * cz) / determinant, 0, LARGEST_WEIGHT);
        }
        double level = (cz - weight * cd) / cc;
        double squares = zz
                - 2 * (level * cz + weight * dz)
                + level * level * cc
                + 2 * level * weight * cd
                + weight * weight * dd;
        return new Recursion(
                alpha, weight, decay * level + rest, decay, mean, a, b, x.length, Math.max(0, squares), kind);
    }

    /** State after the last value. */
    private record Recursion(
            double alpha,
            double weight,
            double level,
            double decay,
            double mean,
            double a,
            double b,
            int n,
            double squares,
            Kind kind) {
        double sigma() {
            return Math.sqrt(squares / Math.max(1, n - 3));
        }

        double[] forecast(int horizon) {
            double[] out = new double[horizon];
            double l = level;
            double d = decay;
            double m = mean;
            double as = a;
            double bs = b;
            for (int h = 0; h < horizon; h++) {
                int t = n + h + 1;
                double f = l + weight * (d * as + (1 - d * (1 - alpha)) / alpha * bs);
                out[h] = f;
                l = alpha * f + (1 - alpha) * l;
                d *= 1 - alpha;
                if (kind == Kind.STANDARD) {
                    // Static trend line: the drift of the level is added, the regression is not updated.
                    continue;
                }
                bs = ((t - 2) * bs + 6.0 / t * (f - m)) / (t + 1);
                m += (f - m) / t;
                as = m - bs * (t + 1) / 2;
            }
            if (kind == Kind.STANDARD) {
                double f = level + weight * (decay * a + (1 - decay * (1 - alpha)) / alpha * b);
                for (int h = 0; h < horizon; h++) {
                    out[h] = f + h * weight * b;
                }
            }
            return out;
        }
    }
}
