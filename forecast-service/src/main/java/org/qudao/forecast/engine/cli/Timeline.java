package org.qudao.forecast.engine.cli;

import java.util.Arrays;
import java.util.OptionalInt;

/** Values at their periods, in whatever order they came. Without numbers of periods they follow each other as they came. */
public final class Timeline {
    /** A longer one has other things than periods for its index, dates for instance. */
    private static final int LONGEST = 1_000_000;

    private int[] periods = new int[64];
    private double[] values = new double[64];
    private int size;

    public void add(OptionalInt period, double value) {
        if (size == values.length) {
            periods = Arrays.copyOf(periods, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        periods[size] = period.orElse(size + 1);
        values[size] = value;
        size++;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** @return the earliest period that has a row; of one that has rows only */
    public int first() {
        return Arrays.stream(periods, 0, size).min().orElseThrow();
    }

    /** @return the latest period that has a row; of one that has rows only */
    public int last() {
        return Arrays.stream(periods, 0, size).max().orElseThrow();
    }

    /** @return a value for each period from the first to the last, NaN where there is none */
    public double[] values() {
        return isEmpty() ? new double[0] : values(first(), last());
    }

    /**
     * @return a value for each period from one to another, NaN where there is none
     * @throws IllegalArgumentException when a period comes twice, or they are too far apart to be periods
     */
    public double[] values(int from, int to) {
        long length = 1L + to - from;
        if (length > LONGEST) {
            throw new IllegalArgumentException(
                    "has an index from " + from + " to " + to + ": it must go up by one from period to period");
        }
        double[] all = new double[(int) Math.max(0, length)];
        Arrays.fill(all, Double.NaN);
        boolean[] taken = new boolean[all.length];
        for (int i = 0; i < size; i++) {
            int at = periods[i] - from;
            if (at < 0 || at >= all.length) {
                continue;
            }
            if (taken[at]) {
                throw new IllegalArgumentException("has the index " + periods[i] + " twice");
            }
            taken[at] = true;
            all[at] = values[i];
        }
        return all;
    }
}
