package org.qudao.forecast.engine.drivers;

import java.util.Arrays;
import java.util.Set;

/**
 * Demand of periods in which stock ran out: not what was sold, but what is to be expected given that it was at least that. A
 * level with trend and season and normal errors is fitted with the censored values replaced by their conditional expectation
 * until nothing changes (the Tobit model of Tobin 1958 by expectation–maximisation, Schmee &amp; Hahn 1979, Technometrics 21;
 * for lost sales Nahmias 1994, NRL 41).
 *
 * <p>Demand is never negative, so "at least nothing" tells nothing: such a period counts as one without a value. Demand that comes now and
 * then is not normal at all, and a period of it without a sale is nothing special: it gets what was demanded a season beside, which comes as
 * rarely as before and in whole pieces where it does.
 */
final class Censoring {
    private static final int MOST_ITERATIONS = 500;
    private static final int FEWEST_FULL_PERIODS = 4;
    private static final double SMALLEST_INDEX = 0.1;

    /** Periods per period with demand, above which demand comes now and then (Syntetos, Boylan &amp; Croston 2005, JORS 56). */
    private static final double NOW_AND_THEN = 1.32;

    private Censoring() {}

    /** The history with censored periods raised; unchanged when too few periods were without stock-out. */
    static double[] uncensored(double[] demand, int frequency, Set<Integer> stockedOut) {
        boolean[] censored = new boolean[demand.length];
        stockedOut.forEach(t -> censored[t] = true);
        int full = 0;
        int demands = 0;
        for (int t = 0; t < demand.length; t++) {
            boolean told = !censored[t] && Double.isFinite(demand[t]);
            full += told ? 1 : 0;
            demands += told && demand[t] > 0 ? 1 : 0;
        }
        if (stockedOut.isEmpty() || full < FEWEST_FULL_PERIODS) {
            return demand.clone();
        }
        if (full >= NOW_AND_THEN * demands) {
            return besideASeason(demand, frequency, censored);
        }
        double[] index = seasonalIndices(demand, frequency, censored);
        double[] bound = new double[demand.length];
        for (int t = 0; t < demand.length; t++) {
            bound[t] = demand[t] / index[t % index.length];
        }
        double[] completed = completed(bound, censored, full >= 2 * FEWEST_FULL_PERIODS);
        double[] out = demand.clone();
        for (int t : stockedOut) {
            if (Double.isFinite(demand[t])) {
                out[t] = Math.max(demand[t], completed[t] * index[t % index.length]);
            }
        }
        return out;
    }

    /** A season before, or after, or as many more as it takes to find a period with stock; without any the period stays as it is. */
    private static double[] besideASeason(double[] demand, int frequency, boolean[] censored) {
        double[] out = demand.clone();
        for (int t = 0; t < demand.length; t++) {
            if (!censored[t] || !Double.isFinite(demand[t]) || frequency < 2) {
                continue;
            }
            for (int shift = frequency; shift < demand.length; shift += frequency) {
                int beside = isTold(demand, censored, t - shift) ? t - shift : t + shift;
                if (isTold(demand, censored, beside)) {
                    out[t] = Math.max(demand[t], demand[beside]);
                    break;
                }
            }
        }
        return out;
    }

    private static boolean isTold(double[] demand, boolean[] censored, int t) {
        return t >= 0 && t < demand.length && !censored[t] && Double.isFinite(demand[t]);
    }

    /** Means of the seasons over the mean of all, from periods without stock-out; ones unless each season has been seen twice. */
    private static double[] seasonalIndices(double[] demand, int frequency, boolean[] censored) {
        double[] sum = new double[frequency];
        int[] count = new int[frequency];
        double total = 0;
        int all = 0;
        for (int t = 0; t < demand.length; t++) {
            if (!censored[t] && Double.isFinite(demand[t])) {
                sum[t % frequency] += demand[t];
                count[t % frequency]++;
                total += demand[t];
                all++;
            }
        }
        double[] index = new double[frequency];
        Arrays.fill(index, 1);
        if (frequency < 2 || total <= 0 || Arrays.stream(count).anyMatch(c -> c < 2)) {
            return index;
        }
        for (int s = 0; s < frequency; s++) {
            index[s] = Math.max(SMALLEST_INDEX, sum[s] / count[s] / (total / all));
        }
        return index;
    }

    private static double[] completed(double[] bound, boolean[] censored, boolean trend) {
        double[] x = bound.clone();
        Line line = Line.through(x, trend, 0);
        for (int k = 0; k < MOST_ITERATIONS; k++) {
            double extra = 0;
            double change = 0;
            for (int t = 0; t < x.length; t++) {
                if (!censored[t] || !Double.isFinite(bound[t]) || line.deviation() == 0) {
                    continue;
                }
                double mean = line.at(t);
                if (bound[t] <= 0) {
                    change = Math.max(change, Math.abs(Math.max(0, mean) - x[t]) / line.deviation());
                    x[t] = Math.max(0, mean);
                    extra += line.deviation() * line.deviation();
                    continue;
                }
                double a = (bound[t] - mean) / line.deviation();
                double hazard = UpperTail.hazard(a);
                double expected = Math.max(bound[t], mean + line.deviation() * hazard);
                change = Math.max(change, Math.abs(expected - x[t]) / line.deviation());
                x[t] = expected;
                // Variance of what lies above the bound
                extra += line.deviation() * line.deviation() * Math.max(0, 1 + a * hazard - hazard * hazard);
            }
            line = Line.through(x, trend, extra);
            if (change < 1e-9) {
                break;
            }
        }
        return x;
    }

    /** A least squares line and the deviation around it. */
    private record Line(double level, double slope, double centre, double deviation) {

        double at(int t) {
            return level + slope * (t - centre);
        }

        /** @param extra added to the squares: variance of values that are only expectations */
        static Line through(double[] y, boolean trend, double extra) {
            int n = 0;
            double level = 0;
            double centre = 0;
            for (int t = 0; t < y.length; t++) {
                if (Double.isFinite(y[t])) {
                    level += y[t];
                    centre += t;
                    n++;
                }
            }
            level /= n;
            centre /= n;
            double xy = 0;
            double xx = 0;
            for (int t = 0; t < y.length; t++) {
                if (Double.isFinite(y[t])) {
                    xy += (t - centre) * (y[t] - level);
                    xx += (t - centre) * (t - centre);
                }
            }
            double slope = trend && xx > 0 ? xy / xx : 0;
            double squares = extra;
            for (int t = 0; t < y.length; t++) {
                if (Double.isFinite(y[t])) {
                    double e = y[t] - level - slope * (t - centre);
                    squares += e * e;
                }
            }
            return new Line(level, slope, centre, Math.sqrt(squares / n));
        }
    }
}
