package org.qudao.forecast.engine;

import java.util.Arrays;

/**
 * Puts values where some are missing: a straight line, and on it what the same periods had beyond such a line a season before and a season
 * after; after the last value the season before. Demand that comes now and then gets what it was a season beside, so that it comes as
 * rarely as before, and in whole pieces where it does.
 */
final class Gaps {
    private final double[] y;
    private final boolean[] known;
    private final int season;
    private final boolean demand;

    private Gaps(double[] y, boolean[] known, int season, boolean demand) {
        this.y = y;
        this.known = known;
        this.season = season;
        this.demand = demand;
    }

    /** @param known where {@code y} has a value, the first one among them; the others are written */
    static void fill(double[] y, boolean[] known, int frequency, boolean demand) {
        new Gaps(y, known, frequency, demand).fill();
    }

    private void fill() {
        boolean nowAndThen = demand && isNowAndThen();
        int last = -1;
        int next = -1;
        for (int t = 0; t < y.length; t++) {
            if (known[t]) {
                last = t;
                continue;
            }
            if (next < t) {
                next = t;
                while (next < y.length && !known[next]) {
                    next++;
                }
            }
            if (nowAndThen && season > 1 && t >= season) {
                y[t] = y[t - season];
            } else if (nowAndThen && season > 1 && isKnown(t + season)) {
                y[t] = y[t + season];
            } else if (next == y.length) {
                y[t] = y[t >= season ? t - season : t - 1];
            } else {
                double value = line(last, next, t) + beyondTheLine(last, next, t);
                y[t] = demand ? Math.max(0, value) : value;
            }
        }
    }

    private double line(int from, int to, int t) {
        return y[from] + (double) (t - from) / (to - from) * (y[to] - y[from]);
    }

    private double beyondTheLine(int last, int next, int t) {
        double sum = 0;
        int seasons = 0;
        for (int shift : new int[] {-season, season}) {
            if (season > 1 && isKnown(last + shift) && isKnown(next + shift) && isKnown(t + shift)) {
                sum += y[t + shift] - line(last + shift, next + shift, t + shift);
                seasons++;
            }
        }
        return seasons == 0 ? 0 : sum / seasons;
    }

    private boolean isKnown(int t) {
        return t >= 0 && t < y.length && known[t];
    }

    private boolean isNowAndThen() {
        double[] told = new double[y.length];
        int n = 0;
        for (int t = 0; t < y.length; t++) {
            if (known[t]) {
                told[n++] = y[t];
            }
        }
        return DemandPattern.of(Arrays.copyOf(told, n)).averageInterval() >= Route.INTERVAL_BOUND;
    }
}
