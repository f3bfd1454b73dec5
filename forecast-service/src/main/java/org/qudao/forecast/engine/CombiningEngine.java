package org.qudao.forecast.engine;

import java.util.Arrays;
import java.util.Locale;

/**
 * Routes a series by its pattern, fits the members of the route, measures them at rolling origins and combines them; the
 * mean of several models is hard to beat (Petropoulos &amp; Svetunkov 2020, IJF 36).
 */
final class CombiningEngine implements ForecastEngine {
    private static final int LONGEST_HORIZON = 400;
    private static final int FEWEST_VALUES = 4;
    private static final double LARGEST_PLAIN = 1e30;

    private final Members continuous;

    CombiningEngine(Members continuous) {
        this.continuous = continuous;
    }

    @Override
    public Forecast forecast(Series series, int horizon) {
        requireHorizon(horizon);
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
        int exponent = exponent(largest);
        scale(y, exponent);
        return combined(series, y, horizon, exponent);
    }

    @Override
    public Forecast update(Forecast before, Series longer, int horizon) {
        requireHorizon(horizon);
        double[] y = longer.filled();
        Combination known = before.combination();
        if (known == null || !known.suits(longer, y)) {
            return forecast(longer, horizon);
        }
        int exponent = exponent(Arrays.stream(y).map(Math::abs).max().orElse(0));
        if (exponent != known.exponent() || members(longer, DemandPattern.of(y)) != known.members()) {
            return forecast(longer, horizon);
        }
        scale(y, exponent);
        return before.over(y, horizon);
    }

    private static void requireHorizon(int horizon) {
        if (horizon < 1 || horizon > LONGEST_HORIZON) {
            throw new IllegalArgumentException("horizon " + horizon + " is not between 1 and " + LONGEST_HORIZON);
        }
    }

    /** Power of two that brings extreme numbers near one; ordinary ones stay as they are. */
    private static int exponent(double largest) {
        return largest > LARGEST_PLAIN || largest < 1 / LARGEST_PLAIN ? Math.getExponent(largest) : 0;
    }

    private static void scale(double[] y, int exponent) {
        for (int t = 0; t < y.length && exponent != 0; t++) {
            y[t] = Math.scalb(y[t], -exponent);
        }
    }

    private static Route route(Series series, DemandPattern pattern) {
        return series.isDemand() ? Route.of(pattern) : Route.SMOOTH;
    }

    private Members members(Series series, DemandPattern pattern) {
        return switch (route(series, pattern)) {
            case INTERMITTENT, LUMPY -> Members.COUNTS;
            default -> continuous;
        };
    }

    private static Forecast flat(
            Series series, int horizon, Route route, String reason, String model, double value, double sigma) {
        double[] mean = new double[horizon];
        double[] spread = new double[horizon];
        Arrays.fill(mean, value);
        Arrays.fill(spread, sigma);
        return Forecast.plain(series, route, reason, model, new Path(mean, spread));
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

    private Forecast combined(Series series, double[] y, int horizon, int exponent) {
        DemandPattern pattern = DemandPattern.of(y);
        Route route = route(series, pattern);
        Members members = members(series, pattern);
        Combination combination = Combination.of(members, y, series, horizon, exponent);
        String reason =
                reason(series, pattern, route, combination.backtest().origins().size());
        return Forecast.combined(route, reason, combination, Calibration.standard());
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
}
