package org.qudao.forecast.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The members of one series, fitted and measured; how they are weighed may still change with the pool.
 *
 * @param fitted number of values when the structures were chosen
 * @param scale in-sample error of the seasonal naive
 * @param squaredScale in-sample squared error of the naive
 * @param exponent power of two by which the values were divided
 * @param pieces history in pieces, for intermittent demand; else empty
 * @param unit size of a piece
 * @param kept models with their parameters
 */
@SuppressWarnings("ArrayRecordComponent") // internal, never compared
record Combination(
        Members members,
        int frequency,
        boolean demand,
        int fitted,
        double scale,
        double squaredScale,
        int exponent,
        double[] pieces,
        double unit,
        List<Model> kept,
        List<Path> paths,
        Backtest backtest) {
    /** Pieces per demand where demand does not come in whole numbers: fine enough to see the shape. */
    private static final int PIECES_PER_DEMAND = 20;

    /** Forecasts compared at which the power is one half. */
    private static final double HALF_TRUSTED = 24;

    /** A ratio to the smallest error, after the power, that leaves a member out. */
    private static final double LOSES_BADLY = 3;

    private static final int FEWEST_UPDATES = 4;
    private static final double SMALLEST_ERROR = 1e-12;

    static Combination of(Members members, double[] y, Series series, int horizon, int exponent) {
        List<Model> forms = new ArrayList<>();
        List<Model> kept = new ArrayList<>();
        List<Path> paths = new ArrayList<>();
        for (Model model : members.models()) {
            Fit fit = Sane.fit(model, y, series.frequency(), horizon);
            forms.add(fit.form());
            kept.add(fit.kept());
            paths.add(fit.path());
        }
        Backtest backtest = members == Members.THETA
                ? Backtest.NONE
                : Backtest.of(y, series.known(y.length), series.frequency(), horizon, forms);
        double unit = members == Members.COUNTS ? unit(y) : 1;
        return new Combination(
                members,
                series.frequency(),
                series.isDemand(),
                y.length,
                Scale.absolute(y, series.frequency()),
                Scale.squared(y),
                exponent,
                pieces(members, y, unit),
                unit,
                kept,
                paths,
                backtest);
    }

    /** Size of a piece: one where demand comes in whole numbers. */
    static double unit(double[] y) {
        double sum = 0;
        int demands = 0;
        boolean whole = true;
        for (double v : y) {
            sum += v;
            demands += v == 0 ? 0 : 1;
            whole &= v == Math.rint(v);
        }
        return whole || sum <= 0 ? 1 : sum / demands / PIECES_PER_DEMAND;
    }

    private static double[] pieces(Members members, double[] y, double unit) {
        return members == Members.COUNTS
                ? Arrays.stream(y).map(v -> Math.rint(v / unit)).toArray()
                : new double[0];
    }

    /** Whether kept parameters still serve: the same series, and no whole season longer. */
    boolean suits(Series series, double[] y) {
        return series.frequency() == frequency
                && series.isDemand() == demand
                && y.length >= fitted
                && y.length - fitted < Math.max(frequency, FEWEST_UPDATES);
    }

    /** The kept models passed over a longer history; errors and weights stay those of the last full forecast. */
    Combination over(double[] y, int horizon) {
        List<Path> longer = new ArrayList<>(kept.size());
        List<Model> still = new ArrayList<>(kept.size());
        for (Model model : kept) {
            Fit fit = Sane.fit(model, y, frequency, horizon);
            longer.add(fit.path());
            still.add(fit.kept());
        }
        return new Combination(
                members,
                frequency,
                demand,
                fitted,
                scale,
                squaredScale,
                exponent,
                pieces(members, y, unit),
                unit,
                still,
                longer,
                backtest);
    }

    /**
     * Shares divided by the member's own error (Bates &amp; Granger 1969, ORQ 20), as far as the errors can be trusted: a ratio
     * of errors counts with the power n / (n + 24) for n forecasts compared, for few origins tell little. Absolute errors
     * count, except for counts, where an all-zero forecast would win by them.
     */
    double[] weights(double[] shares) {
        double[] errors = errors();
        double[] weights = shares.clone();
        if (errors.length == 0) {
            return weights;
        }
        double best = Double.MAX_VALUE;
        for (double error : errors) {
            best = Math.min(best, error);
        }
        double floor = Math.max(best, SMALLEST_ERROR * scale);
        int points = backtest.points();
        double trust = points / (points + HALF_TRUSTED);
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double ratio = Math.pow(Math.max(errors[i], floor) / floor, trust);
            weights[i] = ratio > LOSES_BADLY ? 0 : shares[i] / ratio;
            sum += weights[i];
        }
        if (sum <= 0) {
            return shares.clone();
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    private double[] errors() {
        if (backtest.origins().isEmpty()) {
            return new double[0];
        }
        return members == Members.COUNTS ? backtest.rootMeanSquares() : backtest.absoluteErrors();
    }

    /**
     * The weighed members in the units of the series, never negative for demand.
     *
     * @param factor what the pool says of it: of the level for counts, else of the distance from the seasonal naive
     */
    Path combined(double[] weights, double factor) {
        Path average = Path.average(paths, weights);
        Path path = members == Members.COUNTS
                ? average.times(factor)
                : average.from(paths.get(members.naive()).mean(), factor);
        for (int h = 0; h < path.steps(); h++) {
            double mean = Math.scalb(path.mean()[h], exponent);
            path.mean()[h] = Math.clamp(mean, demand ? 0 : -Double.MAX_VALUE, Double.MAX_VALUE);
            path.spread()[h] = Math.clamp(Math.scalb(path.spread()[h], exponent), 0, Double.MAX_VALUE);
        }
        return path;
    }

    /** Means and spreads at the origin, on the scale of the backtest. */
    Path combined(Backtest.Origin origin, double[] weights, double factor) {
        Path average = origin.average(weights);
        Path path = members == Members.COUNTS ? average.times(factor) : average.from(naive(origin), factor);
        for (int h = 0; h < path.steps() && demand; h++) {
            path.mean()[h] = Math.max(0, path.mean()[h]);
        }
        return path;
    }

    double[] naive(Backtest.Origin origin) {
        double[] alone = new double[origin.models()];
        alone[members.naive()] = 1;
        return origin.average(alone).mean();
    }

    /** Demand of {@code periods} future periods together, in pieces. */
    Distribution over(LeadTimeModel model, Path path, int periods) {
        double size = pieceSize();
        return model.over(pieces, pieces.length, path.mean()[0] / size, path.spread()[0] / size, periods);
    }

    /** The same as it would have been said at an origin. */
    Distribution atOrigin(LeadTimeModel model, Backtest.Origin origin, Path path, int periods) {
        return model.over(pieces, origin.end(), path.mean()[0] / unit, path.spread()[0] / unit, periods);
    }

    /** A series without demand is not forecast by these models, so nothing is learned from an origin before the first. */
    boolean hasDemandBefore(Backtest.Origin origin) {
        for (int t = 0; t < origin.end(); t++) {
            if (pieces[t] > 0) {
                return true;
            }
        }
        return false;
    }

    /** Size of a piece in the units of the series. */
    double pieceSize() {
        return Math.scalb(unit, exponent);
    }

    List<Member> members(double[] weights) {
        double[] errors = errors();
        List<Member> out = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            out.add(new Member(kept.get(i).name(), weights[i], errors.length == 0 ? -1 : errors[i] / scale));
        }
        out.sort(Comparator.comparingDouble(Member::weight).reversed());
        return out;
    }
}
