package org.qudao.forecast.engine.drivers;

import java.util.ArrayList;
import java.util.List;
import org.qudao.forecast.engine.ForecastEngine;
import org.qudao.forecast.engine.ForecastPoint;
import org.qudao.forecast.engine.Series;

/**
 * An item that replaces another: both are forecast as one series, in units of the successor, and the forecast is divided while the
 * successor is phased in and the predecessor phased out.
 *
 * @param factor units of the successor that replace one of the predecessor
 * @param firstPeriod period of the horizon, from 1, in which the successor is sold first; 0 or less when that has begun already
 * @param phaseInPeriods periods until it has all of the demand; 1 changes at once
 */
public record Succession(double factor, int firstPeriod, int phaseInPeriods) {

    public Succession {
        if (!(factor > 0 && factor <= 1000) || phaseInPeriods < 1 || phaseInPeriods > 120) {
            throw new IllegalArgumentException("factor must be above 0 and phaseInPeriods between 1 and 120");
        }
    }

    /**
     * @param together forecast of both, in units of the successor
     * @param predecessor what is left to it, in its own units; {@code shares} of the successor per step
     */
    public record Answer(
            List<ForecastPoint> together,
            List<ForecastPoint> predecessor,
            List<ForecastPoint> successor,
            List<Double> shares) {}

    /** @param predecessor and {@code successor}: demand over the same periods, the oldest first; the successor's begins with zeros */
    public Answer forecast(
            ForecastEngine engine, double[] predecessor, double[] successor, int frequency, int horizon) {
        double[] joined = joined(predecessor, successor);
        List<ForecastPoint> together =
                engine.forecast(Series.demand(joined, frequency), horizon).points();
        List<ForecastPoint> old = new ArrayList<>(horizon);
        List<ForecastPoint> young = new ArrayList<>(horizon);
        List<Double> shares = new ArrayList<>(horizon);
        for (ForecastPoint p : together) {
            double share = share(p.step());
            shares.add(share);
            young.add(times(p, share));
            old.add(times(p, (1 - share) / factor));
        }
        return new Answer(together, old, young, shares);
    }

    double[] joined(double[] predecessor, double[] successor) {
        if (predecessor.length != successor.length) {
            throw new IllegalArgumentException("histories of predecessor and successor must have one length");
        }
        double[] joined = new double[predecessor.length];
        for (int t = 0; t < joined.length; t++) {
            joined[t] = factor * predecessor[t] + successor[t];
        }
        return joined;
    }

    /** A straight line from nothing before the first period to everything after the last of the phase-in. */
    double share(int step) {
        return Math.clamp((step - firstPeriod + 1.0) / phaseInPeriods, 0, 1);
    }

    private static ForecastPoint times(ForecastPoint p, double share) {
        return new ForecastPoint(
                p.step(), share * p.mean(), share * p.lo80(), share * p.hi80(), share * p.lo95(), share * p.hi95());
    }
}
