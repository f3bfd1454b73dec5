package org.qudao.forecast.engine;

/** Guards a member: what is not finite, or runs far out of the range of the history, is replaced by the seasonal naive. */
final class Sane {
    private static final double RANGES = 4;

    private Sane() {}

    static Fit fit(Model model, double[] y, int frequency, int horizon) {
        Fit fit = model.fit(y, frequency, horizon);
        return fit.isUsable() && isNear(fit.mean(), y)
                ? fit
                : new SeasonalNaive().fit(y, frequency, horizon).as(model);
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
