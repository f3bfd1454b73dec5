package org.qudao.forecast.engine;

import java.util.Arrays;
import java.util.List;

/**
 * How far the combination goes from the seasonal naive, learned from the rolling origins of many similar series by least absolute scaled
 * errors: members that damp trends are together too timid where most series grow, and too bold where little but noise is left.
 * Half way to it, for the origins of a pool share their surprises.
 */
final class Reach {
    private static final int FEWEST_SERIES = 50;
    private static final double SHORTEST = 0.5;
    private static final double FARTHEST = 1.5;
    private static final double SHRINKAGE = 0.5;
    private static final int HALVINGS = 30;

    /** Of deviations from the naive, and of errors, in units of the series. */
    private double[] deviations = new double[1_024];

    private double[] errors = new double[1_024];
    private int size;

    private Reach() {}

    /**
     * @param shares learned from the same pool
     * @param before the answer when too few series are given
     * @return 1 where the combination is right as it is
     */
    static double learned(List<Combination> pool, double[] shares, double before) {
        Reach reach = new Reach();
        int series = 0;
        for (Combination one : pool) {
            if (!one.backtest().origins().isEmpty()) {
                series++;
                reach.add(one, one.weights(shares));
            }
        }
        return series < FEWEST_SERIES ? before : 1 + SHRINKAGE * (reach.best() - 1);
    }

    /** Every series counts the same, however many origins it has. */
    private void add(Combination one, double[] weights) {
        List<Backtest.Origin> origins = one.backtest().origins();
        double unit = one.scale() * origins.size();
        for (Backtest.Origin origin : origins) {
            Path path = one.combined(origin, weights, 1);
            double[] naive = one.naive(origin);
            for (int h = 0; h < origin.steps(); h++) {
                if (origin.isKnown(h)) {
                    add((path.mean()[h] - naive[h]) / unit, (origin.actual(h) - naive[h]) / unit);
                }
            }
        }
    }

    private void add(double deviation, double error) {
        if (size == errors.length) {
            deviations = Arrays.copyOf(deviations, 2 * size);
            errors = Arrays.copyOf(errors, 2 * size);
        }
        deviations[size] = deviation;
        errors[size] = error;
        size++;
    }

    /** The sum of absolute errors is convex in the reach, so its slope is halved in. */
    private double best() {
        double low = SHORTEST;
        double high = FARTHEST;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            double slope = 0;
            for (int k = 0; k < size; k++) {
                slope -= deviations[k] * Math.signum(errors[k] - middle * deviations[k]);
            }
            if (slope == 0) {
                return middle;
            }
            low = slope < 0 ? middle : low;
            high = slope < 0 ? high : middle;
        }
        return (low + high) / 2;
    }
}
