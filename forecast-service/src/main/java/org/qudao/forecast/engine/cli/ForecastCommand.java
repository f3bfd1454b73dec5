package org.qudao.forecast.engine.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.qudao.forecast.engine.Calibration;
import org.qudao.forecast.engine.Forecast;
import org.qudao.forecast.engine.ForecastEngine;
import org.qudao.forecast.engine.Series;

/**
 * Forecasts every series of a file. Series stream through in blocks, so that memory does not grow with the file; members
 * are weighed and intervals calibrated on the block's backtests, or on earlier ones where a block has too few of a kind.
 */
public final class ForecastCommand {
    private static final int BLOCK = 4_000;
    private static final int SMALLEST_BLOCK = 1_000;

    private final Options options;
    private final ForecastEngine engine;
    private final Map<String, Integer> routes = new TreeMap<>();
    private Calibration calibration = Calibration.standard();
    private final LongAdder engineNanoseconds = new LongAdder();
    private long series;

    ForecastCommand(Options options) {
        this.options = options;
        this.engine = options.thetaOnly() ? ForecastEngine.theta() : ForecastEngine.standard();
    }

    public static void main(String[] args) {
        Exit.after(() -> new ForecastCommand(Options.parse(args)).run());
    }

    void run() throws IOException, InterruptedException {
        long started = System.nanoTime();
        try (SeriesFile in = new SeriesFile(options.in());
                OutputFile out = OutputFile.of(options.out());
                ReportRows report = new ReportRows(options.report());
                ExecutorService workers = Executors.newFixedThreadPool(options.threads())) {
            ForecastRows rows = new ForecastRows(out.writer(), options.quantiles());
            Blocks blocks = new Blocks(in, BLOCK, SMALLEST_BLOCK);
            for (List<SeriesFile.Entry> block = blocks.next(); !block.isEmpty(); block = blocks.next()) {
                write(block, workers, rows, report);
            }
            rows.flush();
            out.complete();
            report.complete();
        }
        if (options.summary()) {
            summarise((System.nanoTime() - started) / 1e9);
        }
    }

    private void write(List<SeriesFile.Entry> block, ExecutorService workers, ForecastRows rows, ReportRows report)
            throws InterruptedException {
        List<Forecast> forecasts = all(block, workers, this::timed);
        calibration = calibration.renewed(forecasts);
        List<Forecast> pooled = all(forecasts, workers, forecast -> forecast.pooled(calibration));
        for (int i = 0; i < block.size(); i++) {
            Forecast forecast = pooled.get(i);
            routes.merge(forecast.route().name(), 1, Integer::sum);
            rows.write(block.get(i).id(), forecast);
            report.add(block.get(i).id(), block.get(i).frequency(), forecast);
        }
        series += block.size();
    }

    private static <T> List<Forecast> all(List<T> block, ExecutorService workers, Function<T, Forecast> forecast)
            throws InterruptedException {
        List<Future<Forecast>> futures = new ArrayList<>(block.size());
        for (T entry : block) {
            futures.add(workers.submit(() -> forecast.apply(entry)));
        }
        List<Forecast> forecasts = new ArrayList<>(block.size());
        for (Future<Forecast> future : futures) {
            try {
                forecasts.add(future.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("the engine failed on a series", e.getCause());
            }
        }
        return forecasts;
    }

    private Forecast timed(SeriesFile.Entry entry) {
        long before = Resources.threadNanoseconds();
        Forecast forecast = engine.forecast(series(entry), entry.horizon());
        engineNanoseconds.add(Resources.threadNanoseconds() - before);
        return forecast;
    }

    private Series series(SeriesFile.Entry entry) {
        return options.values().demand(entry.values())
                ? Series.demand(entry.values(), entry.frequency())
                : Series.measurements(entry.values(), entry.frequency());
    }

    private void summarise(double seconds) {
        System.out.printf(
                Locale.ROOT,
                "%d series in %.2f s: %.0f series/s, %.2f CPU ms/series (start of the JVM included), peak memory %d MB, %d threads%n",
                series,
                seconds,
                series / seconds,
                1000 * Resources.cpuSeconds() / Math.max(1, series),
                Resources.peakMemoryBytes() >> 20,
                options.threads());
        double engineSeconds = engineNanoseconds.sum() / 1e9;
        System.out.printf(
                Locale.ROOT,
                "engine alone %.3f CPU ms/series: %.0f series/s and core%n",
                1000 * engineSeconds / Math.max(1, series),
                series / Math.max(1e-9, engineSeconds));
        System.out.println("routes " + routes);
    }
}
