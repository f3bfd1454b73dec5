package org.qudao.forecast.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Routes a series by its pattern, fits the members of the route, measures them at rolling origins, and combines them with
 * weights by their errors (inverse squared errors: Bates &amp; Granger 1969, ORQ 20), leaving out those that lose badly.
 */
final class CombiningEngine implements ForecastEngine {
    private static final int LONGEST_HORIZON = 400;
    private static final int FEWEST_VALUES = 4;
    private static final double LOSES_BADLY = 1.4;
    private static final double LARGEST_PLAIN = 1e60;

    private static final List<Model> CONTINUOUS = List.of(
            new Theta(Theta.Kind.OPTIMISED),
            new Theta(Theta.Kind.LOG),
            Ets.chosen(),
            Ets.damped(),
            new SeasonalNaive());

    /** Shares before the series has spoken; a little of the seasonal naive, which fits nothing, adds diversity. */
    private static final double[] CONTINUOUS_PRIOR = {0.28, 0.1, 0.28, 0.28, 0.06};

    private static final List<Model> COUNTS = List.of(
            new Intermittent(Intermittent.Method.SBA),
            new Intermittent(Intermittent.Method.TSB),
            new Intermittent(Intermittent.Method.SES),
            new Intermittent(Intermittent.Method.MEAN));

    private static final double[] COUNTS_PRIOR = {0.25, 0.25, 0.25, 0.25};

    @Override
    public Forecast forecast(Series series, int horizon) {
        if (horizon < 1 || horizon > LONGEST_HORIZON) {
            throw new IllegalArgumentException("horizon " + horizon + " is not between 1 and " + LONGEST_HORIZON);
        }
        double[] y = series.filled();
        if (y.length == 0) {
            return flat(series, horizon, Route.EMPTY, "no value in the history", "none", 0, 0);
        }
        double largest = Arrays.stream(y).map(Math::abs).max().orElse(0);
        if (largest == 0) {
            return flat(series, horizon, Route.ALL_ZERO, "all " + y.length + " values are zero", "none", 0, 0);
        }
        if (Arrays.stream(y).allMatch(v -> v == y[0])) {
            String reason = "all " + y.length + " values are equal";
            return flat(series, horizon, Route.CONSTANT, reason, "last value", y[0], 0);
        }
        if (y.length < FEWEST_VALUES) {
            return tooShort(series, y, horizon);
        }
        int exponent = largest > LARGEST_PLAIN || largest < 1 / LARGEST_PLAIN ? Math.getExponent(largest) : 0;
        for (int t = 0; t < y.length && exponent != 0; t++) {
            y[t] = Math.scalb(y[t], -exponent);
        }
        return combined(series, y, horizon, exponent);
    }

    private static Forecast flat(
            Series series, int horizon, Route route, String reason, String model, double value, double sigma) {
        double[] mean = new double[horizon];
        double[] spread = new double[horizon];
        Arrays.fill(mean, value);
        Arrays.fill(spread, sigma);
        List<Member> members = List.of(new Member(model, 1, -1));
        return new Forecast(series, route, reason, members, Accuracy.UNMEASURED, mean, spread, 0, List.of());
    }

    private static Forecast tooShort(Series series, double[] y, int horizon) {
        double mean = 0;
        for (double v : y) {
            mean += v / y.length;
        }
        double deviation = 0;
        for (double v : y) {
            deviation = Math.max(deviation, Math.abs(v - mean));
        }
        double value = series.isDemand() ? mean : y[y.length - 1];
        String reason = "only " + y.length + " values";
        String model = series.isDemand() ? "mean" : "last value";
        return flat(series, horizon, Route.SHORT, reason, model, value, deviation);
    }

    private static Forecast combined(Series series, double[] y, int horizon, int exponent) {
        DemandPattern pattern = DemandPattern.of(y);
        Route route = series.isDemand() ? Route.of(pattern) : Route.SMOOTH;
        boolean counts = route == Route.INTERMITTENT || route == Route.LUMPY;
        List<Model> models = counts ? COUNTS : CONTINUOUS;
        int frequency = series.frequency();
        List<Fit> fits = new ArrayList<>(models.size());
        List<Model> forms = new ArrayList<>(models.size());
        for (Model model : models) {
            Fit fit = Sane.fit(model, y, frequency, horizon);
            fits.add(fit);
            forms.add(fit.form());
        }
        Backtest backtest = new Backtest(y, frequency, horizon, forms);
        double[] errors = counts ? backtest.rootMeanSquares() : backtest.errors();
        double[] weights = weights(counts ? COUNTS_PRIOR : CONTINUOUS_PRIOR, errors, backtest.origins());
        Combined combined = Combined.of(fits, weights);
        double unit = counts && exponent == 0 && isWhole(y) ? 1 : 0;
        Intervals intervals = Forecast.intervals(route, unit, Calibration.standard(), frequency, series.isDemand());
        Accuracy accuracy = backtest.accuracy(weights, frequency, series.isDemand(), intervals);
        double scale = Scale.absolute(y, frequency);
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            double error = backtest.origins() == 0 ? -1 : errors[i] / scale;
            members.add(new Member(forms.get(i).name(), weights[i], error));
        }
        members.sort(Comparator.comparingDouble(Member::weight).reversed());
        finish(combined, series.isDemand(), exponent);
        List<double[]> scores = counts ? List.of() : backtest.scores(weights);
        String reason = reason(series, pattern, route, backtest.origins());
        return new Forecast(series, route, reason, members, accuracy, combined.mean(), combined.spread(), unit, scores);
    }

    private static String reason(Series series, DemandPattern pattern, Route route, int origins) {
        String weighed = origins == 0
                ? "; too short for a backtest, so the members keep their standard shares"
                : "; members weighed by their errors at " + origins + " rolling origin" + (origins == 1 ? "" : "s");
        if (!series.isDemand()) {
            return "a measurement" + weighed;
        }
        return String.format(
                Locale.ROOT,
                "%s: average demand interval %.2f (bound %.2f), squared variation of sizes %.2f (bound %.2f)%s",
                route.name().toLowerCase(Locale.ROOT),
                pattern.averageInterval(),
                Route.INTERVAL_BOUND,
                pattern.squaredVariation(),
                Route.VARIATION_BOUND,
                weighed);
    }

    private static double[] weights(double[] prior, double[] errors, int origins) {
        double[] weights = prior.clone();
        if (origins == 0) {
            return weights;
        }
        double best = Double.MAX_VALUE;
        for (int i = 0; i < errors.length; i++) {
            best = prior[i] > 0 ? Math.min(best, errors[i]) : best;
        }
        double floor = Math.max(best, 1e-12);
        double sum = 0;
        for (int i = 0; i < errors.length; i++) {
            double ratio = Math.max(errors[i], floor) / floor;
            weights[i] = ratio > LOSES_BADLY ? 0 : prior[i] / (ratio * ratio);
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    private static boolean isWhole(double[] y) {
        for (double v : y) {
            if (v != Math.rint(v)) {
                return false;
            }
        }
        return true;
    }

    private static void finish(Combined combined, boolean demand, int exponent) {
        for (int h = 0; h < combined.mean().length; h++) {
            double mean = Math.scalb(combined.mean()[h], exponent);
            mean = Math.clamp(mean, demand ? 0 : -Double.MAX_VALUE, Double.MAX_VALUE);
            combined.mean()[h] = mean;
            combined.spread()[h] = Math.clamp(Math.scalb(combined.spread()[h], exponent), 0, Double.MAX_VALUE);
        }
    }
}
