package org.qudao.forecast.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Models of demand size and demand interval for series with many zeros. Smoothing constants are fixed: a search by the
 * one-step error over a few dozen periods picks noise, and lost against any constant between 0.1 and 0.2 (the range of
 * Syntetos &amp; Boylan 2005) in backtests.
 */
final class Intermittent implements Model {
    static final double SMOOTHING = 0.15;
    private static final int FEWEST_BUCKETS = 4;

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
        MEAN("mean"),
        /** Means of buckets as long as the average interval, smoothed (ADIDA: Nikolopoulos et al. 2011, JORS 62). */
        ADIDA("ADIDA"),
        /** The mean of ADIDA over buckets from one period to the average interval (IMAPA: Petropoulos &amp; Kourentzes 2015, JORS 66). */
        IMAPA("IMAPA");

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

    void write(DataOutput out) throws IOException {
        out.writeUTF(method.name());
    }

    static Intermittent read(DataInput in) throws IOException {
        return new Intermittent(Method.valueOf(in.readUTF()));
    }

    @Override
    public Fit fit(double[] y, int frequency, int horizon) {
        Pass pass = run(method, y, SMOOTHING, SMOOTHING);
        double[] mean = new double[horizon];
        double[] spread = new double[horizon];
        Arrays.fill(mean, pass.rate);
        Arrays.fill(spread, Math.sqrt(pass.meanSquare));
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
        if (method == Method.ADIDA || method == Method.IMAPA) {
            return aggregated(method, y, alpha, pattern);
        }
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

    private static Pass aggregated(Method method, double[] y, double alpha, DemandPattern pattern) {
        int longest =
                (int) Math.clamp(Math.round(pattern.averageInterval()), 1, Math.max(1, y.length / FEWEST_BUCKETS));
        int shortest = method == Method.ADIDA ? longest : 1;
        double rate = 0;
        for (int bucket = shortest; bucket <= longest; bucket++) {
            rate += run(Method.SES, Aggregated.means(y, bucket), alpha, alpha).rate / (longest - shortest + 1);
        }
        return new Pass(rate, run(Method.SES, y, alpha, alpha).meanSquare);
    }

    private static double rate(
            Method method, double size, double interval, double probability, double level, double alpha) {
        return switch (method) {
            case CROSTON -> size / interval;
            case SBA -> (1 - alpha / 2) * size / interval;
            case TSB -> probability * size;
            case SES, MEAN, ADIDA, IMAPA -> level;
        };
    }
}
