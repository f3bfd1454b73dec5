package org.qudao.forecast.engine.hierarchy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.qudao.forecast.engine.Calibration;
import org.qudao.forecast.engine.Forecast;
import org.qudao.forecast.engine.ForecastEngine;
import org.qudao.forecast.engine.ForecastPoint;
import org.qudao.forecast.engine.Series;

/**
 * Forecasts of every node on its own, as the engine gives them; they do not add up yet.
 *
 * @param mean per step a value for every node
 * @param deviation standard deviation of the error, per step for every node, calibrated over all nodes
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier within the package
record BaseForecasts(double[][] mean, double[][] deviation) {

    /** A batch keeps only numbers of the forecasts before it, so that memory stays bounded. */
    private static final int BATCH = 4_000;

    /**
     * @param end number of values of each history that count as known
     * @param cells forecasts of the cells that are there already and were pooled with their like, none when there are none
     */
    static BaseForecasts of(
            ForecastEngine engine,
            Histories histories,
            int end,
            int frequency,
            int horizon,
            List<Forecast> cells,
            ExecutorService workers)
            throws InterruptedException {
        int nodes = histories.nodes().length;
        boolean demand = histories.isDemand();
        double[][] mean = new double[horizon][nodes];
        double[][] deviation = new double[horizon][nodes];
        BaseForecasts all = new BaseForecasts(mean, deviation);
        int fitted = nodes - cells.size();
        for (int from = 0; from < fitted; from += BATCH) {
            int to = Math.min(fitted, from + BATCH);
            List<Callable<Forecast>> tasks = new ArrayList<>(to - from);
            for (int i = from; i < to; i++) {
                double[] known = histories.known(i, end);
                Series series = demand ? Series.demand(known, frequency) : Series.measurements(known, frequency);
                tasks.add(() -> engine.forecast(series, horizon));
            }
            List<Forecast> forecasts = all(workers.invokeAll(tasks));
            Calibration calibration = Calibration.of(forecasts);
            for (int i = from; i < to; i++) {
                all.put(i, forecasts.get(i - from).pooled(calibration));
            }
        }
        for (int c = 0; c < cells.size(); c++) {
            all.put(fitted + c, cells.get(c));
        }
        return all;
    }

    private void put(int node, Forecast forecast) {
        for (ForecastPoint point : forecast.points()) {
            mean[point.step() - 1][node] = point.mean();
            deviation[point.step() - 1][node] = forecast.deviation(point.step());
        }
    }

    private static List<Forecast> all(List<Future<Forecast>> futures) throws InterruptedException {
        List<Forecast> forecasts = new ArrayList<>(futures.size());
        for (Future<Forecast> future : futures) {
            try {
                forecasts.add(future.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("the engine failed on a series", e.getCause());
            }
        }
        return forecasts;
    }
}
