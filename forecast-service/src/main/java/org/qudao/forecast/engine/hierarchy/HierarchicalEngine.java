package org.qudao.forecast.engine.hierarchy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.engine.ForecastEngine;
import org.qudao.forecast.engine.ForecastPoint;

/** Forecasts all nodes of a hierarchy, chooses a method by backtest, and reconciles means and samples. */
public final class HierarchicalEngine {
    private static final int MOST_ORIGINS = 3;
    private static final int SHORTEST_TRAINING = 12;
    private static final int SAMPLES = 500;
    private static final long SEED = 20_190_301;

    private final ForecastEngine engine;
    private final ExecutorService workers;

    /** @param workers forecast nodes side by side; the caller closes them */
    public HierarchicalEngine(ForecastEngine engine, ExecutorService workers) {
        this.engine = engine;
        this.workers = workers;
    }

    /**
     * @param cells histories of the cells in their order, all over the same periods; gaps are filled by straight lines
     * @param method null to choose by backtest
     * @throws InterruptedException when the caller gives up waiting for the workers
     */
    public HierarchicalForecast forecast(
            Hierarchy hierarchy, double[][] cells, int frequency, int horizon, @Nullable Method method)
            throws InterruptedException {
        double[][] histories = Histories.ofAllNodes(hierarchy, cells);
        boolean demand = isDemand(histories);
        int length = histories[0].length;
        MethodChoice choice = method != null
                ? MethodChoice.given(method)
                : MethodChoice.of(hierarchy, origins(histories, frequency, horizon, demand), demand);
        BaseForecasts base = BaseForecasts.of(engine, histories, length, frequency, horizon, demand, workers);
        ErrorHistory errors = OneStepErrors.of(histories, frequency);
        Reconciliation reconciliation = Reconciliation.of(hierarchy, choice.method(), errors);
        double[][] means = reconciliation.reconcile(base.mean(), demand);
        CoherentSamples samples = new CoherentSamples(hierarchy, errors, demand);
        return new HierarchicalForecast(choice, points(base.deviation(), means, samples));
    }

    /**
     * Compares the base forecasts and every method on values that were kept back.
     *
     * @param tests what followed each cell's history
     */
    public Evaluation evaluate(Hierarchy hierarchy, double[][] cells, double[][] tests, int frequency)
            throws InterruptedException {
        double[][] known = Histories.ofAllNodes(hierarchy, cells);
        double[][] came = Histories.ofAllNodes(hierarchy, tests);
        boolean demand = isDemand(known);
        int steps = came[0].length;
        BaseForecasts base = BaseForecasts.of(engine, known, known[0].length, frequency, steps, demand, workers);
        MethodChoice.Origin origin = new MethodChoice.Origin(
                base.mean(),
                Histories.steps(came, 0, steps),
                Histories.scales(known, frequency),
                OneStepErrors.of(known, frequency));
        List<Evaluation.Row> rows = new ArrayList<>();
        rows.add(row("base", origin, base.mean()));
        for (Method method : Method.values()) {
            double[][] coherent =
                    Reconciliation.of(hierarchy, method, origin.errors()).reconcile(base.mean(), demand);
            rows.add(row(method.label(), origin, coherent));
        }
        return new Evaluation(rows);
    }

    private static Evaluation.Row row(String label, MethodChoice.Origin origin, double[][] forecasts) {
        MethodChoice.Errors errors = MethodChoice.measure(origin, forecasts);
        return new Evaluation.Row(label, errors.rmse(), errors.mase());
    }

    private static boolean isDemand(double[][] histories) {
        return Arrays.stream(histories).flatMapToDouble(Arrays::stream).noneMatch(v -> v < 0);
    }

    /** Base forecasts at up to three earlier times. */
    private List<MethodChoice.Origin> origins(double[][] histories, int frequency, int horizon, boolean demand)
            throws InterruptedException {
        int length = histories[0].length;
        int training = Math.max(SHORTEST_TRAINING, 3 * frequency);
        int steps = Math.min(horizon, length - training);
        int stride = Math.max(1, steps / 2);
        List<MethodChoice.Origin> origins = new ArrayList<>();
        for (int k = 0; k < MOST_ORIGINS && steps >= 1; k++) {
            int end = length - steps - k * stride;
            if (end < training) {
                break;
            }
            double[][] known = Histories.until(histories, end);
            BaseForecasts base = BaseForecasts.of(engine, histories, end, frequency, steps, demand, workers);
            origins.add(new MethodChoice.Origin(
                    base.mean(),
                    Histories.steps(histories, end, steps),
                    Histories.scales(known, frequency),
                    OneStepErrors.of(known, frequency)));
        }
        return origins;
    }

    private static List<List<ForecastPoint>> points(double[][] deviations, double[][] means, CoherentSamples samples) {
        int nodes = means[0].length;
        List<List<ForecastPoint>> points = new ArrayList<>(nodes);
        for (int i = 0; i < nodes; i++) {
            points.add(new ArrayList<>(means.length));
        }
        double[] values = new double[SAMPLES];
        for (int h = 0; h < means.length; h++) {
            double[][] drawn = samples.draw(means[h], deviations[h], SAMPLES, SEED + h);
            for (int i = 0; i < nodes; i++) {
                for (int k = 0; k < SAMPLES; k++) {
                    values[k] = drawn[k][i];
                }
                Arrays.sort(values);
                double mean = means[h][i];
                points.get(i)
                        .add(new ForecastPoint(
                                h + 1,
                                mean,
                                Math.min(mean, quantile(values, 0.1)),
                                Math.max(mean, quantile(values, 0.9)),
                                Math.min(mean, quantile(values, 0.025)),
                                Math.max(mean, quantile(values, 0.975))));
            }
        }
        return points;
    }

    /** Linear between order statistics (Hyndman &amp; Fan 1996, type 7). */
    private static double quantile(double[] sorted, double level) {
        double at = level * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
