package org.qudao.forecast.engine;

/**
 * One pass of an exponential smoothing model over a history. Additive and multiplicative errors share the recursion (an
 * error of μ·ε moves the states as an error e = μ·ε does); they differ in the likelihood only (Hyndman et al. 2008, tables 2.2, 2.3).
 */
final class EtsState {
    private static final double SMALLEST_BASE = 1e-8;

    /** More parameters than the data carry: the smallest form wins. */
    private static final double HOPELESS = 1e12;

    private final EtsForm form;
    private final double[] y;
    private final int m;
    private final double[] initialSeason;
    private final double[] season;
    private final double baseLevel;
    private final double baseTrend;
    private final double scale;

    double alpha;
    double beta;
    double gamma;
    double phi;
    double level;
    double trend;
    double squares;
    double relativeSquares;
    private double logMeans;

    EtsState(EtsForm form, double[] y, int frequency, double[] initialSeason) {
        this.form = form;
        this.y = y;
        this.m = form.season() == EtsForm.Season.N ? 1 : frequency;
        this.initialSeason = initialSeason;
        this.season = new double[m];
        int first = Math.min(y.length, Math.max(10, 2 * m));
        double[] x = new double[first];
        double meanX = 0;
        for (int t = 0; t < first; t++) {
            x[t] = switch (form.season()) {
                case N -> y[t];
                case A -> y[t] - initialSeason[t % m];
                case M -> y[t] / Math.max(initialSeason[t % m], SMALLEST_BASE);
            };
            meanX += x[t] / first;
        }
        double sxy = 0;
        double sxx = 0;
        double change = 0;
        for (int t = 0; t < first; t++) {
            double d = t - (first - 1) / 2.0;
            sxy += d * x[t];
            sxx += d * d;
            change += t == 0 ? 0 : Math.abs(x[t] - x[t - 1]) / (first - 1);
        }
        double slope = sxx == 0 ? 0 : sxy / sxx;
        this.baseTrend = form.trend() == EtsForm.Trend.N ? 0 : slope;
        this.baseLevel = form.trend() == EtsForm.Trend.N
                ? mean(x, Math.min(first, Math.max(4, m)))
                : meanX - slope * (first + 1) / 2.0;
        this.scale = change > 0 ? change : Math.max(Math.abs(meanX), 1) * 0.01;
    }

    private static double mean(double[] x, int count) {
        double sum = 0;
        for (int t = 0; t < count; t++) {
            sum += x[t];
        }
        return sum / count;
    }

    double[] start() {
        double[] p = new double[form.smoothingParameters() + (form.trend() == EtsForm.Trend.N ? 1 : 2)];
        int k = 0;
        p[k++] = 0.3;
        if (form.trend() != EtsForm.Trend.N) {
            p[k++] = 0.1;
        }
        if (form.season() != EtsForm.Season.N) {
            p[k++] = 0.1;
        }
        if (form.trend() == EtsForm.Trend.AD) {
            p[k] = 0.93;
        }
        return p;
    }

    double[] step() {
        double[] p = start();
        int k = 0;
        p[k++] = 0.3;
        if (form.trend() != EtsForm.Trend.N) {
            p[k++] = 0.15;
        }
        if (form.season() != EtsForm.Season.N) {
            p[k++] = 0.15;
        }
        if (form.trend() == EtsForm.Trend.AD) {
            p[k++] = 0.04;
        }
        for (; k < p.length; k++) {
            p[k] = 1;
        }
        return p;
    }

    /**
     * Passes over the history and keeps the states after its last value.
     *
     * @return twice the negative log-likelihood up to a constant; huge outside the admissible region
     */
    double run(double[] p) {
        double penalty = decode(p);
        System.arraycopy(initialSeason, 0, season, 0, form.season() == EtsForm.Season.N ? 0 : m);
        boolean multiplicative = form.season() == EtsForm.Season.M;
        boolean additive = form.season() == EtsForm.Season.A;
        double l = level;
        double b = trend;
        double sse = 0;
        double relative = 0;
        double logs = 0;
        int k = 0;
        for (double value : y) {
            double base = l + phi * b;
            double s = multiplicative ? season[k] : 1;
            double mu = multiplicative ? base * s : additive ? base + season[k] : base;
            double e = value - mu;
            sse += e * e;
            if (form.multiplicativeError()) {
                double safe = Math.max(mu, SMALLEST_BASE);
                relative += (e / safe) * (e / safe);
                logs += Math.log(safe);
            }
            double move = multiplicative ? e / Math.max(s, SMALLEST_BASE) : e;
            l = base + alpha * move;
            b = phi * b + beta * move;
            if (multiplicative) {
                season[k] += gamma * e / Math.max(Math.abs(base), SMALLEST_BASE);
            } else if (additive) {
                season[k] += gamma * e;
            }
            if (++k == m) {
                k = 0;
            }
        }
        level = l;
        trend = b;
        squares = sse;
        relativeSquares = relative;
        logMeans = logs;
        double cost = form.multiplicativeError()
                ? y.length * Math.log(Math.max(relativeSquares, 1e-30)) + 2 * logMeans
                : y.length * Math.log(Math.max(squares, 1e-30));
        return Double.isFinite(cost) ? cost + penalty : Double.MAX_VALUE;
    }

    /** Clamps parameters to the usual region (0 &lt; β &lt; α, 0 &lt; γ &lt; 1 − α, 0.8 ≤ φ ≤ 0.98) and charges what was cut. */
    private double decode(double[] p) {
        int k = 0;
        double penalty = 0;
        alpha = Math.clamp(p[k], 1e-4, 0.9999);
        penalty += Math.abs(alpha - p[k++]);
        beta = 0;
        phi = form.trend() == EtsForm.Trend.A ? 1 : 0;
        gamma = 0;
        if (form.trend() != EtsForm.Trend.N) {
            beta = Math.clamp(p[k], 1e-4, 0.9999);
            penalty += Math.abs(beta - p[k++]);
            beta *= alpha;
        }
        if (form.season() != EtsForm.Season.N) {
            gamma = Math.clamp(p[k], 1e-4, 0.9999);
            penalty += Math.abs(gamma - p[k++]);
            gamma *= 1 - alpha;
        }
        if (form.trend() == EtsForm.Trend.AD) {
            phi = Math.clamp(p[k], 0.8, 0.98);
            penalty += Math.abs(phi - p[k++]);
        }
        level = baseLevel + scale * p[k++];
        trend = form.trend() == EtsForm.Trend.N ? 0 : baseTrend + scale * 0.1 * p[k];
        return penalty * y.length * 10;
    }

    double informationCriterion(double cost) {
        int n = y.length;
        int k = form.smoothingParameters() + form.initialStates(m) + 1;
        return n - k - 1 <= 0 ? HOPELESS * k : cost + 2.0 * k + 2.0 * k * (k + 1) / (n - k - 1);
    }

    Path forecast(int horizon) {
        double[] mean = new double[horizon];
        double[] spread = new double[horizon];
        int n = y.length;
        int freedom = Math.max(1, n - form.smoothingParameters() - 1);
        double damping = 0;
        double power = 1;
        double variance = 1;
        for (int h = 0; h < horizon; h++) {
            power *= phi;
            damping += power;
            double base = level + damping * trend;
            int k = (n + h) % m;
            double s = form.season() == EtsForm.Season.N ? 0 : season[k];
            mean[h] = switch (form.season()) {
                case N -> base;
                case A -> base + s;
                case M -> base * s;
            };
            double sigma;
            if (form.multiplicativeError()) {
                sigma = Math.sqrt(relativeSquares / freedom) * Math.abs(mean[h]);
            } else {
                sigma = Math.sqrt(squares / freedom);
            }
            spread[h] = sigma * Math.sqrt(variance);
            // c_j of Hyndman et al. 2008, table 6.1; exact for additive errors, an approximation for multiplicative
            // ones.
            double c = alpha + beta * damping + ((h + 1) % m == 0 && m > 1 ? gamma : 0);
            variance += c * c;
        }
        return new Path(mean, spread);
    }
}
