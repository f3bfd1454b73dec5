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
    /** Equal values after which another one is as unlikely as what lies outside of 95 % intervals (Laplace's rule of succession). */
    private static final int CERTAIN_AFTER = 18;

    private static final double LARGEST_PLAIN = 1e9;
    private static final double SMALLEST_PLAIN = 1e-3;

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
        if (y.length < FEWEST_VALUES) {
            return tooShort(series, y, horizon);
        }
        if (Arrays.stream(y).allMatch(v -> v == y[0])) {
            String reason = "all " + y.length + " values are equal";
            double deviation = y.length < CERTAIN_AFTER ? chance(series, y) : 0;
            return flat(series, horizon, Route.CONSTANT, reason, "last value", y[0], deviation);
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
        if (exponent != known.exponent() || members(Route.of(longer, y)) != known.members()) {
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
        return largest > LARGEST_PLAIN || largest < SMALLEST_PLAIN ? Math.getExponent(largest) : 0;
    }

    private static void scale(double[] y, int exponent) {
        for (int t = 0; t < y.length && exponent != 0; t++) {
            y[t] = Math.scalb(y[t], -exponent);
        }
    }

    private Members members(Route route) {
        return switch (route) {
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

    /** Standard deviation of demand in pieces that come by chance (Poisson); of a measurement nothing is known. */
    private static double chance(Series series, double[] y) {
        return series.isDemand() ? Math.sqrt(Arrays.stream(y).average().orElse(0) * Combination.unit(y)) : 0;
    }

    private static Forecast tooShort(Series series, double[] y, int horizon) {
        double mean = 0;
        for (double v : y) {
            mean += v / y.length;
        }
        double deviation = chance(series, y);
        for (double v : y) {
            deviation = Math.max(deviation, Math.abs(v - mean));
        }
        double value = series.isDemand() ? mean : y[y.length - 1];
        String reason = "only " + y.length + " values";
        String model = series.isDemand() ? "mean" : "last value";
        return flat(series, horizon, Route.SHORT, reason, model, value, deviation);
    }

    private Forecast combined(Series series, double[] y, int horizon, int exponent) {
        Route route = Route.of(series, y);
        Combination combination = Combination.of(members(route), y, series, horizon, exponent);
        String reason = reason(
                series,
                DemandPattern.of(y),
                route,
                combination.backtest().origins().size());
        return Forecast.combined(route, reason, combination, Calibration.standard());
    }

    private static String reason(Series series, DemandPattern pattern, Route route, int origins) {
        String weighed = origins == 0
                ? "; too short for a backtest, so the members keep their standard shares"
                : "; members weighed by their errors at " + origins + " rolling origin" + (origins == 1 ? "" : "s");
        if (!series.isDemand()) {
            return "a measurement" + weighed;
        }
        if (route == Route.SEASONAL) {
            return "demand in its season and none outside" + weighed;
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
