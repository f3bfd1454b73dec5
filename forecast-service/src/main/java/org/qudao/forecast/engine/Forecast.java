package org.qudao.forecast.engine;

import java.util.ArrayList;
import java.util.List;

/** What the engine answers for one series. */
public final class Forecast {
    private final int frequency;
    private final boolean demand;
    private final Route route;
    private final String reason;
    private final List<Member> members;
    private final Accuracy accuracy;
    private final double[] mean;
    private final double[] spread;
    private final double countUnit;
    private final List<double[]> scores;

    Forecast(
            Series series,
            Route route,
            String reason,
            List<Member> members,
            Accuracy accuracy,
            double[] mean,
            double[] spread,
            double countUnit,
            List<double[]> scores) {
        this.frequency = series.frequency();
        this.demand = series.isDemand();
        this.route = route;
        this.reason = reason;
        this.members = List.copyOf(members);
        this.accuracy = accuracy;
        this.mean = mean;
        this.spread = spread;
        this.countUnit = countUnit;
        this.scores = scores;
    }

    /** How the series was treated. */
    public Route route() {
        return route;
    }

    /** Why it was treated so, in a sentence with the figures. */
    public String reason() {
        return reason;
    }

    /** The models and their shares, the heaviest first. */
    public List<Member> members() {
        return members;
    }

    /** The members with a share, such as {@code "dynamic optimised Theta 60 %, damped trend 40 %"}. */
    public String model() {
        List<String> parts = new ArrayList<>();
        for (Member member : members) {
            long percent = Math.round(100 * member.weight());
            if (percent == 100) {
                return member.model();
            }
            if (percent > 0) {
                parts.add(member.model() + " " + percent + " %");
            }
        }
        return String.join(", ", parts);
    }

    public Accuracy accuracy() {
        return accuracy;
    }

    public int horizon() {
        return mean.length;
    }

    /** Intervals by the standard calibration, for a series on its own. */
    public List<ForecastPoint> points() {
        return points(Calibration.standard());
    }

    /** Intervals calibrated on similar series. */
    public List<ForecastPoint> points(Calibration calibration) {
        Intervals intervals = intervals(route, countUnit, calibration, frequency, demand);
        List<ForecastPoint> points = new ArrayList<>(mean.length);
        for (int h = 0; h < mean.length; h++) {
            points.add(intervals.around(h + 1, mean[h], spread[h]));
        }
        return points;
    }

    static Intervals intervals(Route route, double countUnit, Calibration calibration, int frequency, boolean demand) {
        return switch (route) {
            case EMPTY, ALL_ZERO, CONSTANT -> Intervals.exact();
            case INTERMITTENT, LUMPY ->
                countUnit > 0
                        ? Intervals.counts(countUnit)
                        : Intervals.calibrated(Calibration.standard(), frequency, demand);
            case SHORT -> Intervals.calibrated(Calibration.standard(), frequency, demand);
            case SMOOTH, ERRATIC -> Intervals.calibrated(calibration, frequency, demand);
        };
    }

    /** Standard deviation of the forecast error per step, before calibration. */
    public double[] spread() {
        return spread.clone();
    }

    int frequency() {
        return frequency;
    }

    List<double[]> scores() {
        return scores;
    }
}
