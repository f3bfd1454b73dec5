package org.qudao.forecast.engine.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.qudao.forecast.engine.Calibration;
import org.qudao.forecast.engine.Forecast;
import org.qudao.forecast.engine.ForecastEngine;
import org.qudao.forecast.engine.ForecastPoint;
import org.qudao.forecast.engine.Series;

/**
 * {@code --in FILE.csv[.gz] --out FORECASTS.csv [--threads N] [--summary]}: forecasts every series of a file. Series stream
 * through in blocks, so that memory does not grow with the file; intervals are calibrated on the first block's backtests.
 */
public final class ForecastCommand {
    private static final int BLOCK = 4_000;

    private final Options options;
    private final ForecastEngine engine = ForecastEngine.standard();
    private final Map<String, Integer> routes = new TreeMap<>();
    private Calibration calibration = Calibration.standard();
    private long series;

    private ForecastCommand(Options options) {
        this.options = options;
    }

    /** Exits with 2 on wrong options and with 1 when a file cannot be read or written. */
    public static void main(String[] args) {
        int status;
        try {
            new ForecastCommand(Options.parse(args)).run();
            status = 0;
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            status = 2;
        } catch (IOException e) {
            System.err.println("forecast: " + e.getMessage());
            status = 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            status = 1;
        }
        if (status != 0) {
            System.exit(status);
        }
    }

    private void run() throws IOException, InterruptedException {
        long started = System.nanoTime();
        try (SeriesFile in = new SeriesFile(options.in());
                BufferedWriter out = Files.newBufferedWriter(options.out());
                ExecutorService workers = Executors.newFixedThreadPool(options.threads())) {
            out.write("series_id,step,mean,lo80,hi80,lo95,hi95\n");
            List<SeriesFile.Entry> block = new ArrayList<>();
            for (SeriesFile.Entry entry = in.next(); entry != null; entry = in.next()) {
                block.add(entry);
                if (block.size() == BLOCK) {
                    write(block, workers, out);
                    block.clear();
                }
            }
            write(block, workers, out);
        }
        if (options.summary()) {
            summarise((System.nanoTime() - started) / 1e9);
        }
    }

    private void write(List<SeriesFile.Entry> block, ExecutorService workers, BufferedWriter out)
            throws IOException, InterruptedException {
        List<Forecast> forecasts = forecast(block, workers);
        if (series == 0) {
            calibration = Calibration.of(forecasts);
        }
        for (int i = 0; i < block.size(); i++) {
            Forecast forecast = forecasts.get(i);
            routes.merge(forecast.route().name(), 1, Integer::sum);
            for (ForecastPoint p : forecast.points(calibration)) {
                out.append(block.get(i).id()).append(',').append(Integer.toString(p.step()));
                for (double v : new double[] {p.mean(), p.lo80(), p.hi80(), p.lo95(), p.hi95()}) {
                    out.append(',').append(Double.toString(v));
                }
                out.append('\n');
            }
        }
        series += block.size();
    }

    private List<Forecast> forecast(List<SeriesFile.Entry> block, ExecutorService workers) throws InterruptedException {
        List<Future<Forecast>> futures = new ArrayList<>(block.size());
        for (SeriesFile.Entry entry : block) {
            futures.add(workers.submit(() -> engine.forecast(series(entry), entry.horizon())));
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

    /** A series without a negative value is taken as demand. */
    private static Series series(SeriesFile.Entry entry) {
        for (double v : entry.values()) {
            if (v < 0) {
                return Series.measurements(entry.values(), entry.frequency());
            }
        }
        return Series.demand(entry.values(), entry.frequency());
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
        System.out.println("routes " + routes);
    }
}
