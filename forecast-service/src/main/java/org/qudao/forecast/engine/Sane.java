package org.qudao.forecast.engine;

/**
 * Guards a member: what is not finite, or runs far out of the range of the history, is replaced by the seasonal naive; and
 * a history that was always positive is continued positive.
 */
final class Sane {
    private static final double RANGES = 4;
    private static final int SHORTEST_SEASON = 4;

    /** Share of the last season's smallest value below which a fall slows down to an exponential one. */
    private static final double SLOWS_BELOW = 0.7;

    private Sane() {}

    static Fit fit(Model model, double[] y, int frequency, int horizon) {
        Fit fit = model.fit(y, frequency, horizon);
        if (!fit.path().isUsable() || !isNear(fit.mean(), y)) {
            return new Fit(SeasonalNaive.path(y, frequency, horizon), model, model);
        }
        return Seasonality.isPositive(y)
                ? new Fit(new Path(slowed(fit.mean(), y, frequency), fit.spread()), fit.form(), fit.kept())
                : fit;
    }

    private static double[] slowed(double[] mean, double[] y, int frequency) {
        double smallest = Double.MAX_VALUE;
        for (int t = Math.max(0, y.length - Math.max(frequency, SHORTEST_SEASON)); t < y.length; t++) {
            smallest = Math.min(smallest, y[t]);
        }
        double bound = SLOWS_BELOW * smallest;
        double[] out = mean.clone();
        for (int h = 0; h < out.length; h++) {
            if (out[h] < bound) {
                out[h] = bound * Math.exp(out[h] / bound - 1);
            }
        }
        return out;
    }

    private static boolean isNear(double[] mean, double[] y) {
        double low = y[0];
        double high = y[0];
        for (double v : y) {
            low = Math.min(low, v);
            high = Math.max(high, v);
        }
        double room = RANGES * Math.max(high - low, 0.1 * Math.max(Math.abs(low), Math.abs(high)));
        for (double f : mean) {
            if (f < low - room || f > high + room) {
                return false;
            }
        }
        return true;
    }
}
