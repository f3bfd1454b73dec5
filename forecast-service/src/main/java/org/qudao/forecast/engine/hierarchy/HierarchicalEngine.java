package org.qudao.forecast.engine.hierarchy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.engine.Forecast;
import org.qudao.forecast.engine.ForecastEngine;
import org.qudao.forecast.engine.ForecastPoint;

/** Forecasts all nodes of a hierarchy, chooses a method by backtest, and reconciles means and samples. */
public final class HierarchicalEngine {
    private static final int MOST_ORIGINS = 3;
    private static final int SHORTEST_TRAINING = 12;
    private static final int MOST_BACKTEST_CELLS = 400;
    private static final int MOST_SAMPLES = 500;
    private static final int FEWEST_SAMPLES = 100;

    /** Samples of one step are held at once: this many values, 80 MB. */
    private static final int MOST_VALUES = 10_000_000;

    private static final long SEED = 20_190_301;

    private final ForecastEngine engine;
    private final ExecutorService workers;

    /** @param workers forecast nodes side by side; the caller closes them */
    public HierarchicalEngine(ForecastEngine engine, ExecutorService workers) {
        this.engine = engine;
        this.workers = workers;
    }

    /**
     * @param cells histories of the cells in their order, all over the same periods, NaN before the first value of a cell; other
     *     gaps are filled by straight lines
     * @param method null to choose by backtest
     * @throws InterruptedException when the caller gives up waiting for the workers
     */
    public HierarchicalForecast forecast(
            Hierarchy hierarchy, double[][] cells, int frequency, int horizon, @Nullable Method method)
            throws InterruptedException {
        return forecast(hierarchy, cells, frequency, horizon, method, List.of());
    }

    /** @param known forecasts of all cells that have been made already */
    public HierarchicalForecast forecast(
            Hierarchy hierarchy,
            double[][] cells,
            int frequency,
            int horizon,
            @Nullable Method method,
            List<Forecast> known)
            throws InterruptedException {
        Histories histories = Histories.of(hierarchy, cells);
        boolean demand = histories.isDemand();
        MethodChoice choice =
                method != null ? MethodChoice.given(method) : choose(hierarchy, cells, frequency, horizon, demand);
        BaseForecasts base =
                BaseForecasts.of(engine, histories, histories.length(), frequency, horizon, known, workers);
        ErrorHistory errors = OneStepErrors.of(histories, frequency);
        double[][] means = Reconciliation.of(hierarchy, choice.method(), errors).reconcile(base.mean(), demand);
        CoherentSamples samples = new CoherentSamples(hierarchy, errors, demand);
        return new HierarchicalForecast(choice, points(base.deviation(), means, samples));
    }

    /** Of a large hierarchy only some members of the first dimension, with all their cells, are backtested. */
    private MethodChoice choose(Hierarchy hierarchy, double[][] cells, int frequency, int horizon, boolean demand)
            throws InterruptedException {
        List<Integer> chosen = hierarchy.sample(MOST_BACKTEST_CELLS);
        Hierarchy sample = Hierarchy.of(chosen.stream()
                .map(c -> hierarchy.nodes().get(hierarchy.aggregates() + c))
                .map(node -> new Hierarchy.Cell(node.id(), node.path()))
                .toList());
        Histories histories =
                Histories.of(sample, chosen.stream().map(c -> cells[c]).toArray(double[][]::new));
        return MethodChoice.of(sample, origins(histories, frequency, horizon), demand);
    }

    /**
     * Compares the base forecasts and every method on values that were kept back.
     *
     * @param tests what followed each cell's history
     */
    public Evaluation evaluate(Hierarchy hierarchy, double[][] cells, double[][] tests, int frequency)
            throws InterruptedException {
        Histories known = Histories.of(hierarchy, cells);
        Histories came = Histories.of(hierarchy, tests);
        int steps = came.length();
        BaseForecasts base = BaseForecasts.of(engine, known, known.length(), frequency, steps, List.of(), workers);
        MethodChoice.Origin origin = new MethodChoice.Origin(
                base.mean(), came.steps(0, steps), known.scales(frequency), OneStepErrors.of(known, frequency));
        List<Evaluation.Row> rows = new ArrayList<>();
        rows.add(row(hierarchy, "base", origin, base.mean()));
        for (Method method : Method.values()) {
            double[][] coherent =
                    Reconciliation.of(hierarchy, method, origin.errors()).reconcile(base.mean(), known.isDemand());
            rows.add(row(hierarchy, method.label(), origin, coherent));
        }
        return new Evaluation(rows);
    }

    private static Evaluation.Row row(
            Hierarchy hierarchy, String label, MethodChoice.Origin origin, double[][] forecasts) {
        MethodChoice.Errors errors = MethodChoice.measure(hierarchy, origin, forecasts);
        return new Evaluation.Row(label, errors.rmse(), errors.mase(), errors.cells());
    }

    /** Base forecasts at up to three earlier times. */
    private List<MethodChoice.Origin> origins(Histories histories, int frequency, int horizon)
            throws InterruptedException {
        int length = histories.length();
        int training = Math.max(SHORTEST_TRAINING, 3 * frequency / 2);
        int steps = Math.min(horizon, length - training);
        int stride = Math.max(1, steps / 2);
        List<MethodChoice.Origin> origins = new ArrayList<>();
        for (int k = 0; k < MOST_ORIGINS && steps >= 1; k++) {
            int end = length - steps - k * stride;
            if (end < training) {
                break;
            }
            Histories known = histories.until(end);
            BaseForecasts base = BaseForecasts.of(engine, known, end, frequency, steps, List.of(), workers);
            origins.add(new MethodChoice.Origin(
                    base.mean(),
                    histories.steps(end, steps),
                    known.scales(frequency),
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
        int count = Math.clamp(MOST_VALUES / nodes, FEWEST_SAMPLES, MOST_SAMPLES);
        double[] values = new double[count];
        for (int h = 0; h < means.length; h++) {
            double[][] drawn = samples.draw(means[h], deviations[h], count, SEED + h);
            for (int i = 0; i < nodes; i++) {
                for (int k = 0; k < count; k++) {
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
