package org.qudao.forecast.engine.drivers;

import java.util.Arrays;
import java.util.Set;

/**
 * Demand of periods in which stock ran out: not what was sold, but what is to be expected given that it was at least that. A
 * level with trend and season and normal errors is fitted with the censored values replaced by their conditional expectation
 * until nothing changes (the Tobit model of Tobin 1958 by expectation–maximisation, Schmee &amp; Hahn 1979, Technometrics 21;
 * for lost sales Nahmias 1994, NRL 41).
 */
final class Censoring {
    private static final int MOST_ITERATIONS = 500;
    private static final int FEWEST_FULL_PERIODS = 4;
    private static final double SMALLEST_INDEX = 0.1;

    private Censoring() {}

    /** The history with censored periods raised; unchanged when too few periods were without stock-out. */
    static double[] uncensored(double[] demand, int frequency, Set<Integer> stockedOut) {
        boolean[] censored = new boolean[demand.length];
        stockedOut.forEach(t -> censored[t] = true);
        int full = 0;
        for (int t = 0; t < demand.length; t++) {
            full += !censored[t] && Double.isFinite(demand[t]) ? 1 : 0;
        }
        if (stockedOut.isEmpty() || full < FEWEST_FULL_PERIODS) {
            return demand.clone();
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
