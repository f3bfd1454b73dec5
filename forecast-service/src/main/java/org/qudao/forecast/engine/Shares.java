package org.qudao.forecast.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Shares of the members pooled over similar series: those that would have made the smallest scaled errors at the rolling
 * origins of all of them (absolute ones; squared ones for counts), none negative, shrunken towards equal ones (as Diebold &amp; Pauly 1990, IJF 6, advise). One
 * history is too short to tell members apart; many similar ones are not.
 */
final class Shares {
    private static final int FEWEST_SERIES = 50;
    private static final int MOST_POINTS = 60_000;

    /** Weight of equal shares relative to the mean squared error of a member. */
    private static final double SHRINKAGE = 0.5;

    private static final int REWEIGHTINGS = 6;
    private static final int STEPS = 300;

    /** Errors below it, in units of the seasonal naive's, do not gain weight any more. */
    private static final double SMALLEST_ERROR = 0.05;

    /**
     * Errors above it do not gain weight any more, in the same units: of those on yearly m1 one in two hundred is larger, of all
     * others hardly one in a thousand. Without a bound, one such series would tell all others their shares.
     */
    private static final double LARGEST_ERROR = 10;

    private Shares() {}

    /**
     * @param pool series with the same members
     * @param before the answer when too few series are given
     */
    static double[] learned(List<Combination> pool, double[] before) {
        List<double[]> errors = new ArrayList<>();
        int series = 0;
        for (Combination one : pool) {
            if (!one.backtest().origins().isEmpty()) {
                series++;
                addErrors(one, errors);
            }
        }
        if (series < FEWEST_SERIES) {
            return before;
        }
        Members members = pool.getFirst().members();
        return smallest(thinned(errors), members.equalShares(), members == Members.COUNTS ? 1 : REWEIGHTINGS);
    }

    private static void addErrors(Combination one, List<double[]> errors) {
        double scale = one.members() == Members.COUNTS ? Math.sqrt(one.squaredScale()) : one.scale();
        for (Backtest.Origin origin : one.backtest().origins()) {
            for (int h = 0; h < origin.steps(); h++) {
                if (!origin.isKnown(h)) {
                    continue;
                }
                double[] row = new double[origin.models()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = Math.clamp(origin.error(i, h) / scale, -LARGEST_ERROR, LARGEST_ERROR);
                }
                errors.add(row);
            }
        }
    }

    private static List<double[]> thinned(List<double[]> errors) {
        int every = 1 + errors.size() / MOST_POINTS;
        List<double[]> out = new ArrayList<>(errors.size() / every + 1);
        for (int i = 0; i < errors.size(); i += every) {
            out.add(errors.get(i));
        }
        return out;
    }

    /**
     * Least absolute errors by reweighted least squares (Schlossmacher 1973, JASA 68), each by projected gradient; least
     * squares in one round.
     */
    static double[] smallest(List<double[]> errors, double[] start, int rounds) {
        double[] shares = start.clone();
        int k = shares.length;
        for (int round = 0; round < rounds; round++) {
            double[][] products = new double[k][k];
            for (double[] row : errors) {
                double error = 0;
                for (int i = 0; i < k; i++) {
                    error += shares[i] * row[i];
                }
                double weight = rounds == 1 ? 1 : 1 / Math.max(Math.abs(error), SMALLEST_ERROR);
                for (int i = 0; i < k; i++) {
                    for (int j = 0; j <= i; j++) {
                        products[i][j] += weight * row[i] * row[j];
                    }
                }
            }
            double trace = 0;
            for (int i = 0; i < k; i++) {
                trace += products[i][i];
                for (int j = 0; j < i; j++) {
                    products[j][i] = products[i][j];
                }
            }
            if (!(trace > 0) || !Double.isFinite(trace)) {
                return start.clone();
            }
            for (int i = 0; i < k; i++) {
                products[i][i] += SHRINKAGE * trace / k;
            }
            descend(products, (1 + SHRINKAGE) * trace, shares);
        }
        return shares;
    }

    /** @param bound not below the largest eigenvalue */
    private static void descend(double[][] products, double bound, double[] shares) {
        int k = shares.length;
        double[] gradient = new double[k];
        for (int step = 0; step < STEPS; step++) {
            for (int i = 0; i < k; i++) {
                gradient[i] = 0;
                for (int j = 0; j < k; j++) {
                    gradient[i] += products[i][j] * shares[j];
                }
            }
            for (int i = 0; i < k; i++) {
                shares[i] -= gradient[i] / bound;
            }
            project(shares);
        }
    }

    /** The nearest shares that are not negative and sum to one (Held, Wolfe &amp; Crowder 1974). */
    static void project(double[] shares) {
        double[] sorted = shares.clone();
        Arrays.sort(sorted);
        double sum = -1;
        double excess = 0;
        for (int i = sorted.length - 1, count = 1; i >= 0; i--, count++) {
            sum += sorted[i];
            if (sorted[i] - sum / count > 0) {
                excess = sum / count;
            }
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] = Math.max(0, shares[i] - excess);
        }
    }
}
