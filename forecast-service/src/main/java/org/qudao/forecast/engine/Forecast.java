package org.qudao.forecast.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the engine answers for one series. */
public final class Forecast {
    private static final double UPPER = 0.95;

    /** Quantiles of which the variance of demand in pieces is made. */
    private static final int STRIPS = 200;

    private final int frequency;
    private final boolean demand;
    private final Route route;
    private final String reason;
    private final List<Member> members;
    private final Path path;
    private final @Nullable Combination combination;
    private final Calibration calibration;
    private final double[] weights;
    private final Accuracy accuracy;

    /** Found when it is first asked for, and the same whoever finds it. */
    private volatile double @Nullable [] deviationsOfSums;

    private Forecast(int frequency, boolean demand, Route route, String reason, String model, Path path) {
        this.frequency = frequency;
        this.demand = demand;
        this.route = route;
        this.reason = reason;
        this.members = List.of(new Member(model, 1, -1));
        this.path = path;
        this.combination = null;
        this.calibration = Calibration.standard();
        this.weights = new double[0];
        this.accuracy = Accuracy.UNMEASURED;
    }

    private Forecast(Route route, String reason, Combination combination, Calibration calibration) {
        Members group = combination.members();
        this.frequency = combination.frequency();
        this.demand = combination.demand();
        this.route = route;
        this.reason = reason;
        this.weights = combination.weights(calibration.shares(group, frequency));
        this.members = List.copyOf(combination.members(weights));
        this.path = combination.combined(weights, calibration.factor(group, frequency));
        this.combination = combination;
        this.calibration = calibration;
        this.accuracy = Accuracy.of(combination.backtest().origins().size(), measures());
    }

    /** A forecast that no model was fitted for. */
    static Forecast plain(Series series, Route route, String reason, String model, Path path) {
        return new Forecast(series.frequency(), series.isDemand(), route, reason, model, path);
    }

    /**
     * A forecast that was made elsewhere, from other series than its own.
     *
     * @param points means, and 80 % intervals from whose upper half all others are drawn; demand varies at least as pieces do that come by chance
     *     (Poisson)
     */
    public static Forecast given(Series series, Route route, String reason, String model, List<ForecastPoint> points) {
        double multiple = Multiples.STANDARD.at(0.9);
        double piece = series.isDemand() ? Combination.unit(series.filled()) : 0;
        double[] mean = points.stream().mapToDouble(ForecastPoint::mean).toArray();
        double[] spread = points.stream()
                .mapToDouble(p -> Math.max((p.hi80() - p.mean()) / multiple, Math.sqrt(p.mean() * piece)))
                .toArray();
        return plain(series, route, reason, model, new Path(mean, spread));
    }

    static Forecast combined(Route route, String reason, Combination combination, Calibration calibration) {
        return new Forecast(route, reason, combination, calibration);
    }

    /** The same with members weighed and quantiles calibrated by the pool. */
    public Forecast pooled(Calibration pool) {
        return combination == null || pool == calibration ? this : combined(route, reason, combination, pool);
    }

    /** The kept models passed over a longer history, with the pool and the weights of before. */
    Forecast over(double[] y, int horizon) {
        return combination == null ? this : combined(route, reason, combination.over(y, horizon), calibration);
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

    /** Weighed and calibrated on similar series. */
    public List<ForecastPoint> points(Calibration pool) {
        return pooled(pool).points();
    }

    /** Means with intervals; a series that was not {@link #pooled} stands on its own. */
    public List<ForecastPoint> points() {
        Intervals intervals = intervals();
        List<ForecastPoint> points = new ArrayList<>(path.steps());
        for (int h = 0; h < path.steps(); h++) {
            points.add(intervals.around(h + 1, path.mean()[h], path.spread()[h]));
        }
        return points;
    }

    private Intervals intervals() {
        if (combination == null) {
            return route.isSpreadKnown()
                    ? Intervals.calibrated(Calibration.standard(), frequency, demand)
                    : Intervals.exact();
        }
        return combination.members() == Members.COUNTS
                ? Intervals.counts(combination, calibration)
                : Intervals.calibrated(calibration, frequency, demand);
    }

    /** Errors at rolling origins within the history, as {@link #accuracy} has them and more. */
    public Measures measures() {
        ErrorSums sums = new ErrorSums();
        compare((step, actual, point, scale, squaredScale) -> sums.add(actual, point, scale, squaredScale));
        return sums.measures();
    }

    void compare(Comparison comparison) {
        if (combination == null) {
            return;
        }
        double factor = calibration.factor(combination.members(), frequency);
        for (Backtest.Origin origin : combination.backtest().origins()) {
            Intervals intervals = combination.members() == Members.COUNTS
                    ? Intervals.countsAt(origin, combination, calibration)
                    : intervals();
            Path then = combination.combined(origin, weights, factor);
            for (int h = 0; h < then.steps(); h++) {
                if (!origin.isKnown(h)) {
                    continue;
                }
                ForecastPoint point = intervals.around(h + 1, then.mean()[h], then.spread()[h]);
                comparison.compare(h + 1, origin.actual(h), point, combination.scale(), combination.squaredScale());
            }
        }
    }

    /**
     * Demand of one period that is not exceeded with a probability of {@code level}.
     *
     * @param step periods after the last value, from 1
     */
    public double quantile(int step, double level) {
        requireLevel(level);
        double mean = path.mean()[step - 1];
        if (combination == null) {
            return plainQuantile(mean, path.spread()[step - 1], level);
        }
        if (combination.members() == Members.COUNTS) {
            return countQuantiles(1, level)[0];
        }
        return bounded(mean + calibration.multiples(frequency, step).at(level) * path.spread()[step - 1]);
    }

    /**
     * Demand of the next {@code periods} periods together that is not exceeded with a probability of {@code level}; the
     * quantiles of single periods must not be added up for it.
     */
    public double quantileOfSum(int periods, double level) {
        return quantilesOfSum(periods, level)[0];
    }

    /** As {@link #quantileOfSum}, several at once. */
    public double[] quantilesOfSum(int periods, double... levels) {
        Arrays.stream(levels).forEach(Forecast::requireLevel);
        if (combination != null && combination.members() == Members.COUNTS) {
            return countQuantiles(periods, levels);
        }
        double mean = sum(periods);
        double spread = path.spreadOfSum(periods);
        Multiples multiples = calibration.multiplesOfSum(frequency, periods);
        return Arrays.stream(levels)
                .map(level -> combination == null
                        ? plainQuantile(mean, spread, level)
                        : bounded(mean + multiples.at(level) * spread))
                .toArray();
    }

    /** Whether similar series told how far sums of periods go beyond their means, so that {@link #quantilesOfSum} keep their promise. */
    public boolean isCalibrated() {
        return combination != null && calibration.knowsSums(combination.members(), frequency);
    }

    /** Expected demand of the next {@code periods} periods together. */
    public double sum(int periods) {
        double sum = 0;
        for (int h = 0; h < periods; h++) {
            sum += path.mean()[h];
        }
        return bounded(sum);
    }

    private double plainQuantile(double mean, double spread, double level) {
        return route.isSpreadKnown() ? bounded(mean + Multiples.STANDARD.at(level) * spread) : mean;
    }

    private double[] countQuantiles(int periods, double... levels) {
        Combination known = Objects.requireNonNull(combination);
        CountPool pool = calibration.counts(frequency);
        Distribution pieces = known.over(pool.model(periods), path, periods);
        return Arrays.stream(levels)
                .map(level -> bounded(pieces.quantile(pool.asked(periods, level)) * known.pieceSize()))
                .toArray();
    }

    private double bounded(double value) {
        return Math.clamp(value, demand ? 0 : -Double.MAX_VALUE, Double.MAX_VALUE);
    }

    private static void requireLevel(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level " + level + " is not between 0 and 1");
        }
    }

    /**
     * Standard deviations of the errors of the next 1, 2, … periods together, for calculations that add series up: such that the 95 % quantile of a
     * normal demand is {@link #quantileOfSum}; of demand in pieces that of its quantiles at all levels, for its 95 % quantile is a step and tells
     * little of what rare demands come to together. A pool that measured no lead times leaves the deviation of its negative binomial distribution.
     */
    public double[] deviationsOfSums() {
        double[] deviations = deviationsOfSums;
        if (deviations == null) {
            deviations = new double[path.steps()];
            for (int k = 1; k <= deviations.length; k++) {
                deviations[k - 1] = deviationOfSum(k);
            }
            deviationsOfSums = deviations;
        }
        return deviations.clone();
    }

    private double deviationOfSum(int periods) {
        if (combination == null) {
            return path.spreadOfSum(periods);
        }
        if (combination.members() == Members.COUNTS) {
            return isCalibrated() ? deviationOfCounts(periods) : LeadTimeModel.deviation(path.spread()[0], periods);
        }
        double multiple = calibration.multiplesOfSum(frequency, periods).at(UPPER) / Normal.quantile(UPPER);
        return Math.max(0, multiple) * path.spreadOfSum(periods);
    }

    private double deviationOfCounts(int periods) {
        double[] levels = new double[STRIPS];
        Arrays.setAll(levels, k -> (k + 0.5) / STRIPS);
        double mean = sum(periods);
        double squares = 0;
        for (double quantile : countQuantiles(periods, levels)) {
            squares += (quantile - mean) * (quantile - mean);
        }
        return Math.sqrt(squares / STRIPS);
    }

    /**
     * Standard deviation of the forecast error of a period: from the upper half of the 80 % interval, for the lower one may be cut off at
     * zero. Rare demand in pieces has no upper half, but the model's own deviation.
     *
     * @param step periods after the last value, from 1
     */
    public double deviation(int step) {
        double spread = path.spread()[step - 1];
        if (combination != null && combination.members() == Members.COUNTS) {
            return spread;
        }
        ForecastPoint point = intervals().around(step, path.mean()[step - 1], spread);
        return Math.max(0, (point.hi80() - point.mean()) / Normal.quantile(0.9));
    }

    @Nullable
    Combination combination() {
        return combination;
    }
}
