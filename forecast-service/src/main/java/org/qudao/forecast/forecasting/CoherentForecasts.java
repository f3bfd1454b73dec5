package org.qudao.forecast.forecasting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.engine.Forecast;
import org.qudao.forecast.engine.ForecastEngine;
import org.qudao.forecast.engine.ForecastPoint;
import org.qudao.forecast.engine.drivers.CleanedSeries;
import org.qudao.forecast.engine.hierarchy.HierarchicalEngine;
import org.qudao.forecast.engine.hierarchy.HierarchicalForecast;
import org.qudao.forecast.engine.hierarchy.Hierarchy;
import org.qudao.forecast.model.Channel;
import org.qudao.forecast.model.ForecastRun;
import org.qudao.forecast.model.TotalForecast;
import org.qudao.forecast.model.TotalLevel;

/**
 * Forecasts of a run that add up. What would be without promotions and prices is made to add up; their effects are put on the series, and
 * the totals move and widen with them. Effects on different series are taken to be wrong independently of each other.
 *
 * @param series per series its coherent forecast
 * @param method how they were made to add up; empty when they were not
 */
record CoherentForecasts(List<CleanedSeries.Driven> series, List<TotalForecast> totals, String method) {
    private static final int MONTHS_PER_YEAR = 12;

    /** Beyond it, histories of all totals would not fit beside everything else; series are then published as they are. */
    static final int MOST_SERIES = 20_000;

    /** @throws RunStopped when the run is interrupted */
    static CoherentForecasts of(
            ForecastEngine engine,
            ForecastRun run,
            List<SeriesHistory> series,
            List<CleanedSeries> cleaned,
            List<Forecast> computed) {
        if (series.isEmpty() || series.size() > MOST_SERIES) {
            List<List<Double>> means =
                    computed.stream().map(CoherentForecasts::means).toList();
            return new CoherentForecasts(driven(cleaned, computed, means), List.of(), "");
        }
        Hierarchy hierarchy =
                Hierarchy.of(series.stream().map(CoherentForecasts::cell).toList());
        int threads = Runtime.getRuntime().availableProcessors();
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            try {
                HierarchicalForecast coherent = new HierarchicalEngine(engine, workers)
                        .forecast(hierarchy, histories(cleaned), MONTHS_PER_YEAR, run.horizonMonths(), null, computed);
                List<List<Double>> means = coherent.points().subList(hierarchy.aggregates(), hierarchy.size()).stream()
                        .map(points -> points.stream().map(ForecastPoint::mean).toList())
                        .toList();
                List<CleanedSeries.Driven> driven = driven(cleaned, computed, means);
                return of(run, hierarchy, coherent, driven, effects(hierarchy, cleaned, computed, means, driven));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                workers.shutdownNow();
                throw new RunStopped();
            }
        }
    }

    private static List<CleanedSeries.Driven> driven(
            List<CleanedSeries> cleaned, List<Forecast> computed, List<List<Double>> means) {
        List<CleanedSeries.Driven> driven = new ArrayList<>(cleaned.size());
        for (int i = 0; i < cleaned.size(); i++) {
            driven.add(cleaned.get(i).driven(SeriesForecasts.moved(computed.get(i), means.get(i))));
        }
        return driven;
    }

    /**
     * What drivers do to all nodes in one step.
     *
     * @param moved by how much each node moves
     * @param plain variance of the nodes' series without effects, and {@code scaled} of the same at the level with them
     * @param error variance of the effects themselves
     */
    @SuppressWarnings("ArrayRecordComponent") // by node, never compared
    private record Effects(double[] moved, double[] plain, double[] scaled, double[] error) {

        ForecastPoint on(ForecastPoint point, int node) {
            double wider = plain[node] > 0 ? Math.sqrt(scaled[node] / plain[node]) : 1;
            return moved[node] == 0 && wider == 1 && error[node] == 0
                    ? point
                    : CleanedSeries.widened(point, point.mean() + moved[node], wider, Math.sqrt(error[node]));
        }
    }

    /** Of each step. */
    private static List<Effects> effects(
            Hierarchy hierarchy,
            List<CleanedSeries> cleaned,
            List<Forecast> computed,
            List<List<Double>> means,
            List<CleanedSeries.Driven> driven) {
        int cells = means.size();
        List<Effects> effects = new ArrayList<>();
        for (int h = 0; h < means.getFirst().size(); h++) {
            double[] moved = new double[cells];
            double[] plain = new double[cells];
            double[] scaled = new double[cells];
            double[] error = new double[cells];
            for (int c = 0; c < cells; c++) {
                CleanedSeries.Effect effect = cleaned.get(c).effect(h + 1);
                double mean = driven.get(c).points().get(h).mean();
                double deviation = computed.get(c).deviation(h + 1);
                moved[c] = mean - means.get(c).get(h);
                plain[c] = deviation * deviation;
                scaled[c] = plain[c] * effect.factor() * effect.factor();
                error[c] = mean * effect.error() * mean * effect.error();
            }
            effects.add(new Effects(
                    hierarchy.sum(moved), hierarchy.sum(plain), hierarchy.sum(scaled), hierarchy.sum(error)));
        }
        return effects;
    }

    private static List<Double> means(Forecast forecast) {
        return forecast.points().stream().map(ForecastPoint::mean).toList();
    }

    private static Hierarchy.Cell cell(SeriesHistory one) {
        return new Hierarchy.Cell(
                one.key().id(),
                List.of(
                        List.of(one.key().sku()),
                        List.of(one.key().regionId()),
                        List.of(one.key().channel().name())));
    }

    /** All end with the run's month; before its first sale a series has no value. */
    private static double[][] histories(List<CleanedSeries> series) {
        int longest = series.stream().mapToInt(one -> one.values().length).max().orElse(0);
        double[][] histories = new double[series.size()][];
        for (int i = 0; i < histories.length; i++) {
            double[] values = series.get(i).values();
            histories[i] = new double[longest];
            Arrays.fill(histories[i], Double.NaN);
            System.arraycopy(values, 0, histories[i], longest - values.length, values.length);
        }
        return histories;
    }

    private static CoherentForecasts of(
            ForecastRun run,
            Hierarchy hierarchy,
            HierarchicalForecast coherent,
            List<CleanedSeries.Driven> driven,
            List<Effects> effects) {
        List<TotalForecast> totals = new ArrayList<>(hierarchy.aggregates());
        for (int a = 0; a < hierarchy.aggregates(); a++) {
            Hierarchy.Node node = hierarchy.nodes().get(a);
            String sku = member(node, 0);
            String regionId = member(node, 1);
            String channelName = member(node, 2);
            int at = a;
            Channel channel = channelName == null ? null : Channel.valueOf(channelName);
            totals.add(new TotalForecast(
                    TotalLevel.of(sku, regionId, channel),
                    sku,
                    regionId,
                    channel,
                    node.cells(),
                    run.id(),
                    run.asOf(),
                    coherent.choice().method().label(),
                    coherent.choice().reason(),
                    coherent.points().get(a).stream()
                            .map(p -> effects.get(p.step() - 1).on(p, at))
                            .map(p -> SeriesForecasts.month(run, p))
                            .toList()));
        }
        return new CoherentForecasts(driven, totals, coherent.choice().method().label());
    }

    private static @Nullable String member(Hierarchy.Node node, int dimension) {
        List<String> path = node.path().get(dimension);
        return path.isEmpty() ? null : path.getFirst();
    }
}
