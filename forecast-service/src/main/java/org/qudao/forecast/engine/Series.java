package org.qudao.forecast.engine;

import java.util.Arrays;

/** Values at equal distances, oldest first; NaN marks a missing value. */
public final class Series {
    /** Nothing sold or measured is larger; the fourth power of a larger number is not finite. */
    private static final double LARGEST = 1e60;

    /** Nor smaller and not zero; dividing by a smaller number would not be finite either. */
    private static final double SMALLEST = 1e-60;

    private static final int FEWEST_AFTER_LAUNCH = 4;

    private final double[] values;
    private final int frequency;
    private final boolean demand;

    private Series(double[] values, int frequency, boolean demand) {
        if (frequency < 1) {
            throw new IllegalArgumentException("frequency " + frequency + " is below 1");
        }
        this.values = values.clone();
        this.frequency = frequency;
        this.demand = demand;
    }

    /**
     * Quantities that cannot be negative; a negative value (a correction) counts as zero.
     *
     * @param frequency periods per season: 12 for months of a year, 4 for quarters, 52 for weeks, 1 for none
     */
    public static Series demand(double[] values, int frequency) {
        return new Series(values, frequency, true);
    }

    /** Any measurement, negative ones too. */
    public static Series measurements(double[] values, int frequency) {
        return new Series(values, frequency, false);
    }

    public int frequency() {
        return frequency;
    }

    public boolean isDemand() {
        return demand;
    }

    public int length() {
        return values.length;
    }

    public double[] values() {
        return values.clone();
    }

    /**
     * The usable history: leading missing values dropped, infinite values and those beyond 1e60 treated as missing, negative demand and
     * what is smaller than 1e-60 as zero. Zeros before the first demand are dropped, too, where demand has come in nearly every period since: the
     * item was not sold yet.
     */
    double[] filled() {
        int first = 0;
        while (first < values.length && !usable(values[first])) {
            first++;
        }
        double[] y = new double[values.length - first];
        boolean[] known = new boolean[y.length];
        for (int t = 0; t < y.length; t++) {
            double v = values[first + t];
            known[t] = usable(v);
            y[t] = !known[t] || Math.abs(v) < SMALLEST || (demand && v < 0) ? 0 : v;
        }
        Gaps.fill(y, known, frequency, demand);
        return demand ? sinceLaunch(y) : y;
    }

    /** Which of the last values were told, and not filled in. */
    boolean[] known(int length) {
        boolean[] known = new boolean[length];
        for (int t = 0; t < length; t++) {
            known[t] = usable(values[values.length - length + t]);
        }
        return known;
    }

    private static double[] sinceLaunch(double[] y) {
        int first = 0;
        while (first < y.length && y[first] == 0) {
            first++;
        }
        if (first == 0 || y.length - first < FEWEST_AFTER_LAUNCH) {
            return y;
        }
        double[] since = Arrays.copyOfRange(y, first, y.length);
        return DemandPattern.of(since).averageInterval() < Route.INTERVAL_BOUND ? since : y;
    }

    private static boolean usable(double value) {
        return Math.abs(value) <= LARGEST; // false for NaN
    }
}
