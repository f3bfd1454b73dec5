package org.qudao.forecast.engine;

import java.util.function.Function;

/** Turns a mean and a spread into prediction intervals. */
interface Intervals {
    /** @param step periods after the last value, from 1 */
    ForecastPoint around(int step, double mean, double spread);

    /** Intervals of a known number: no width. */
    static Intervals exact() {
        return (step, mean, spread) -> new ForecastPoint(step, mean, mean, mean, mean, mean);
    }

    /** Calibrated multiples of the spread, truncated at zero for demand. */
    static Intervals calibrated(Calibration calibration, int frequency, boolean demand) {
        return (step, mean, spread) -> {
            double floor = demand ? 0 : -Double.MAX_VALUE;
            Multiples k = calibration.multiples(frequency, step);
            return new ForecastPoint(
                    step,
                    mean,
                    bounded(mean + k.at(0.1) * spread, floor),
                    bounded(mean + k.at(0.9) * spread, floor),
                    bounded(mean + k.at(0.025) * spread, floor),
                    bounded(mean + k.at(0.975) * spread, floor));
        };
    }

    private static double bounded(double value, double floor) {
        return Math.clamp(value, floor, Double.MAX_VALUE);
    }

    /** Quantiles of demand in pieces; the interval always contains the mean. */
    static Intervals counts(Combination combination, Calibration calibration) {
        CountPool pool = calibration.counts(combination.frequency());
        return counts(pool, combination.pieceSize(), path -> combination.over(pool.model(1), path, 1));
    }

    /** The same as they would have been said at an origin, on the scale of the backtest. */
    static Intervals countsAt(Backtest.Origin origin, Combination combination, Calibration calibration) {
        CountPool pool = calibration.counts(combination.frequency());
        return counts(pool, combination.unit(), path -> combination.atOrigin(pool.model(1), origin, path, 1));
    }

    private static Intervals counts(CountPool pool, double unit, Function<Path, Distribution> distribution) {
        return (step, mean, spread) -> {
            Path path = new Path(new double[] {mean}, new double[] {spread});
            Distribution one = distribution.apply(path);
            return new ForecastPoint(
                    step,
                    mean,
                    Math.min(mean, unit * one.quantile(pool.asked(1, 0.1))),
                    Math.max(mean, unit * one.quantile(pool.asked(1, 0.9))),
                    Math.min(mean, unit * one.quantile(pool.asked(1, 0.025))),
                    Math.max(mean, unit * one.quantile(pool.asked(1, 0.975))));
        };
    }
}
