package org.qudao.forecast.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the engine answers for one series. */
public final class Forecast {
    private final int frequency;
    private final boolean demand;
    private final Route route;
    private final String reason;
    private final List<Member> members;
    private final Accuracy accuracy;
    private final Path path;
    private final double countUnit;
    private final @Nullable Combination combination;

    private Forecast(
            int frequency,
            boolean demand,
            Route route,
            String reason,
            List<Member> members,
            Accuracy accuracy,
            Path path,
            double countUnit,
            @Nullable Combination combination) {
        this.frequency = frequency;
        this.demand = demand;
        this.route = route;
        this.reason = reason;
        this.members = List.copyOf(members);
        this.accuracy = accuracy;
        this.path = path;
        this.countUnit = countUnit;
        this.combination = combination;
    }

    /** A forecast that no model was fitted for. */
    static Forecast plain(Series series, Route route, String reason, String model, Path path) {
        List<Member> members = List.of(new Member(model, 1, -1));
        return new Forecast(
                series.frequency(), series.isDemand(), route, reason, members, Accuracy.UNMEASURED, path, 0, null);
    }

    /** @param countUnit size of one piece where demand comes in whole pieces, else 0 */
    static Forecast combined(
            Route route, String reason, double countUnit, Combination combination, Calibration calibration) {
        double[] weights = combination.weights(calibration.shares(combination.members(), combination.frequency()));
        Intervals intervals = intervals(route, countUnit, calibration, combination.frequency(), combination.demand());
        return new Forecast(
                combination.frequency(),
                combination.demand(),
                route,
                reason,
                combination.members(weights),
                Accuracy.of(combination, weights, intervals),
                combination.combined(weights),
                countUnit,
                combination);
    }

    /** The same with members weighed by the pool, where there is one; intervals and accuracy too. */
    public Forecast pooled(Calibration calibration) {
        return combination == null ? this : combined(route, reason, countUnit, combination, calibration);
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
        return path.steps();
    }

    /** Intervals by the standard calibration, for a series on its own. */
    public List<ForecastPoint> points() {
        return pathPoints(Calibration.standard());
    }

    /** Weighed and calibrated on similar series. */
    public List<ForecastPoint> points(Calibration calibration) {
        return pooled(calibration).pathPoints(calibration);
    }

    private List<ForecastPoint> pathPoints(Calibration calibration) {
        Intervals intervals = intervals(route, countUnit, calibration, frequency, demand);
        List<ForecastPoint> points = new ArrayList<>(path.steps());
        for (int h = 0; h < path.steps(); h++) {
            points.add(intervals.around(h + 1, path.mean()[h], path.spread()[h]));
        }
        return points;
    }

    private static Intervals intervals(
            Route route, double countUnit, Calibration calibration, int frequency, boolean demand) {
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
        return path.spread().clone();
    }

    @Nullable
    Combination combination() {
        return combination;
    }
}
