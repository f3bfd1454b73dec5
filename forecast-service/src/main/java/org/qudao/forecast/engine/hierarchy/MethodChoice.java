package org.qudao.forecast.engine.hierarchy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which method reconciles best, measured at rolling origins within the history: for each method the mean over nodes of
 * the scaled absolute error (MASE) and of the root mean squared error, both relative to the base forecasts. Of the methods that
 * make the cells no worse (what is ordered is ordered by cell; better totals must not be bought with worse parts) that with the
 * smallest mean of the two ratios is chosen, the simpler one when they tie.
 *
 * @param method what to use
 * @param scores what each method got, empty when the history was too short
 * @param reason the choice in a sentence
 */
public record MethodChoice(Method method, List<Score> scores, String reason) {
    private static final double NOISE = 1e-9;

    public MethodChoice {
        scores = List.copyOf(scores);
    }

    /**
     * @param mase and {@code rmse} over all nodes, divided by those of the base forecasts; below 1 is better than base
     * @param cells MASE over the cells alone, divided by that of the base forecasts
     */
    public record Score(Method method, double mase, double rmse, double cells) {
        double mean() {
            return (mase + rmse) / 2;
        }
    }

    /**
     * Base forecasts made at an earlier time, and what came.
     *
     * @param base and {@code actual}: per step a value for every node
     * @param scale per node the mean absolute error of the in-sample seasonal naive
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier within the package
    record Origin(double[][] base, double[][] actual, double[] scale, ErrorHistory errors) {}

    static MethodChoice given(Method method) {
        return new MethodChoice(method, List.of(), method.label() + " was asked for");
    }

    static MethodChoice of(Hierarchy hierarchy, List<Origin> origins, boolean nonNegative) {
        if (origins.isEmpty()) {
            return new MethodChoice(
                    Method.BOTTOM_UP,
                    List.of(),
                    "the history is too short for a backtest, so nothing says that totals know better");
        }
        Map<Method, Errors> sums = new EnumMap<>(Method.class);
        Errors base = Errors.NONE;
        for (Origin origin : origins) {
            base = base.plus(measure(hierarchy, origin, origin.base));
            for (Method method : Method.values()) {
                double[][] coherent =
                        Reconciliation.of(hierarchy, method, origin.errors).reconcile(origin.base, nonNegative);
                sums.merge(method, measure(hierarchy, origin, coherent), Errors::plus);
            }
        }
        List<Score> scores = new ArrayList<>();
        for (Map.Entry<Method, Errors> sum : sums.entrySet()) {
            Errors errors = sum.getValue();
            scores.add(new Score(
                    sum.getKey(),
                    ratio(errors.mase, base.mase),
                    ratio(errors.rmse, base.rmse),
                    ratio(errors.cells, base.cells)));
        }
        Score best = scores.getFirst(); // bottom-up, which leaves the cells alone
        for (Score score : scores) {
            boolean qualifies = score.cells <= 1 + NOISE;
            best = qualifies && score.mean() < best.mean() - NOISE ? score : best;
        }
        String reason = String.format(
                Locale.ROOT,
                "%s won the backtest at %d origins: MASE %.3f and RMSE %.3f of the base forecasts', MASE %.3f of the cells alone",
                best.method.label(),
                origins.size(),
                best.mase,
                best.rmse,
                best.cells);
        return new MethodChoice(best.method, scores, reason);
    }

    private static double ratio(double value, double base) {
        return base > 0 ? value / base : value > 0 ? 2 : 1;
    }

    /** Means over nodes, and over cells. */
    record Errors(double mase, double rmse, double cells) {
        static final Errors NONE = new Errors(0, 0, 0);

        Errors plus(Errors other) {
            return new Errors(mase + other.mase, rmse + other.rmse, cells + other.cells);
        }
    }

    static Errors measure(Hierarchy hierarchy, Origin origin, double[][] forecasts) {
        int nodes = origin.scale.length;
        int steps = forecasts.length;
        double mase = 0;
        double rmse = 0;
        double cells = 0;
        for (int i = 0; i < nodes; i++) {
            double absolute = 0;
            double squares = 0;
            for (int h = 0; h < steps; h++) {
                double e = origin.actual[h][i] - forecasts[h][i];
                absolute += Math.abs(e) / steps;
                squares += e * e / steps;
            }
            mase += absolute / origin.scale[i] / nodes;
            rmse += Math.sqrt(squares) / nodes;
            cells += i < hierarchy.aggregates() ? 0 : absolute / origin.scale[i] / hierarchy.cells();
        }
        return new Errors(mase, rmse, cells);
    }
}
