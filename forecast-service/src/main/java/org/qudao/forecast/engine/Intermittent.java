package org.qudao.forecast.engine;

import java.util.Arrays;

/**
 * Models of demand size and demand interval for series with many zeros. Smoothing constants are chosen from a small grid
 * by the one-step squared error, for which the mean is optimal: by an absolute error the all-zero forecast would win.
 */
final class Intermittent implements Model {
    private static final double[] GRID = {0.02, 0.05, 0.1, 0.15, 0.2, 0.3};

    /** The method; each smooths the size of demand, they differ in how often demand is expected. */
    enum Method {
        /** Interval between demands smoothed at each demand (Croston 1972, ORQ 23). */
        CROSTON("Croston"),
        /** Croston times 1 − α/2, which takes its bias out (Syntetos &amp; Boylan 2005, IJF 21). */
        SBA("Syntetos-Boylan approximation"),
        /** Probability of demand smoothed in every period, so that the forecast falls when demand stops (Teunter, Syntetos &amp; Babai 2011, EJOR 214). */
        TSB("Teunter-Syntetos-Babai"),
        /** Simple exponential smoothing of all periods, zeros too. */
        SES("simple exponential smoothing"),
        /** Mean of all periods. */
        MEAN("mean");

        private final String label;

        Method(String label) {
            this.label = label;
        }
    }

    private final Method method;

    Intermittent(Method method) {
        this.method = method;
    }

    @Override
    public String name() {
        return method.label;
    }

    @Override
    public Fit fit(double[] y, int frequency, int horizon) {
        Pass best = null;
        for (double alpha : method == Method.MEAN ? new double[] {0} : GRID) {
            for (double beta : method == Method.TSB ? GRID : new double[] {alpha}) {
                Pass pass = run(method, y, alpha, beta);
                if (best == null || pass.meanSquare < best.meanSquare) {
                    best = pass;
                }
            }
        }
        double[] mean = new double[horizon];
        double[] spread = new double[horizon];
        Arrays.fill(mean, best == null ? 0 : best.rate);
        Arrays.fill(spread, best == null ? 0 : Math.sqrt(best.meanSquare));
        return new Fit(new Path(mean, spread), this, this);
    }

    /** @param rate expected demand per period after the last value @param meanSquare of the one-step errors */
    record Pass(double rate, double meanSquare) {}

    /**
     * @param alpha smoothing constant of the size (and of the interval)
     * @param beta smoothing constant of the probability in TSB
     */
    static Pass run(Method method, double[] y, double alpha, double beta) {
        DemandPattern pattern = DemandPattern.of(y);
        double demands = y.length / pattern.averageInterval();
        double sum = Arrays.stream(y).sum();
        double size = demands == 0 ? 0 : sum / demands;
        double interval = pattern.averageInterval();
        double probability = 1 / interval;
        double level = sum / y.length;
        double since = 1;
        double squares = 0;
        for (double value : y) {
            double forecast = rate(method, size, interval, probability, level, alpha);
            squares += (value - forecast) * (value - forecast);
            if (value != 0) {
                size += alpha * (value - size);
                interval += alpha * (since - interval);
                since = 1;
            } else {
                since++;
            }
            probability += beta * ((value != 0 ? 1 : 0) - probability);
            level += method == Method.MEAN ? 0 : alpha * (value - level);
        }
        return new Pass(rate(method, size, interval, probability, level, alpha), squares / y.length);
    }

    private static double rate(
            Method method, double size, double interval, double probability, double level, double alpha) {
        return switch (method) {
            case CROSTON -> size / interval;
            case SBA -> (1 - alpha / 2) * size / interval;
            case TSB -> probability * size;
            case SES, MEAN -> level;
        };
    }
}
