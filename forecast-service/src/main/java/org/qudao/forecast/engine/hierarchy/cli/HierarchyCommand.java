package org.qudao.forecast.engine.hierarchy.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.engine.ForecastEngine;
import org.qudao.forecast.engine.cli.Exit;
import org.qudao.forecast.engine.cli.ForecastRows;
import org.qudao.forecast.engine.cli.OutputFile;
import org.qudao.forecast.engine.hierarchy.Evaluation;
import org.qudao.forecast.engine.hierarchy.HierarchicalEngine;
import org.qudao.forecast.engine.hierarchy.HierarchicalForecast;
import org.qudao.forecast.engine.hierarchy.Hierarchy;
import org.qudao.forecast.engine.hierarchy.Method;
import org.qudao.forecast.engine.hierarchy.MethodChoice;

/**
 * Forecasts the series of a file with all their totals, coherently. With {@code --evaluate} the test part of the file is compared
 * with the base forecasts and with every method.
 */
public final class HierarchyCommand {
    private static final String USAGE =
            """
            usage: forecast --hierarchy META.csv --levels State/Region,Purpose --in FILE.csv[.gz] --out FORECASTS.csv
                            [--method BOTTOM_UP|OLS|WLS_STRUCTURAL|WLS_VARIANCE|MINT_SHRINK|MINT_TEMPERED]
                            [--evaluate] [--threads N]""";

    private @Nullable Path in;
    private @Nullable Path out;
    private @Nullable Path meta;
    private @Nullable String levels;
    private @Nullable Method method;
    private boolean evaluate;
    private int threads = Runtime.getRuntime().availableProcessors();

    private HierarchyCommand(String[] args) {
        Iterator<String> rest = List.of(args).iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--in" -> in = Path.of(value(option, rest));
                case "--out" -> out = Path.of(value(option, rest));
                case "--hierarchy" -> meta = Path.of(value(option, rest));
                case "--levels" -> levels = value(option, rest);
                case "--method" -> method = method(value(option, rest));
                case "--evaluate" -> evaluate = true;
                case "--threads" -> threads = threads(value(option, rest));
                default -> throw new IllegalArgumentException("unknown option " + option + "\n" + USAGE);
            }
        }
    }

    public static void main(String[] args) {
        Exit.after(() -> new HierarchyCommand(args).run());
    }

    private void run() throws IOException, InterruptedException {
        HierarchyFile file =
                HierarchyFile.read(given("--in", in), given("--hierarchy", meta), given("--levels", levels));
        Hierarchy hierarchy = file.hierarchy();
        System.out.printf(
                Locale.ROOT,
                "%d nodes: %d series and %d totals%n",
                hierarchy.size(),
                hierarchy.cells(),
                hierarchy.aggregates());
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            HierarchicalEngine engine = new HierarchicalEngine(ForecastEngine.standard(), workers);
            if (out != null) {
                HierarchicalForecast forecast =
                        engine.forecast(hierarchy, file.train(), file.frequency(), file.horizon(), method);
                write(hierarchy, forecast, out);
                print(forecast.choice());
            }
            if (evaluate) {
                Evaluation evaluation = engine.evaluate(hierarchy, file.train(), file.test(), file.frequency());
                evaluation
                        .rows()
                        .forEach(row -> System.out.printf(
                                Locale.ROOT,
                                "%-18s RMSE %10.3f  MASE %.4f  of the series alone %.4f%n",
                                row.label(),
                                row.rmse(),
                                row.mase(),
                                row.cells()));
            }
            if (out == null && !evaluate) {
                throw new IllegalArgumentException("--out or --evaluate is missing\n" + USAGE);
            }
        }
    }

    private static void print(MethodChoice choice) {
        System.out.println(choice.reason());
        choice.scores()
                .forEach(score -> System.out.printf(
                        Locale.ROOT,
                        "  backtest %-18s MASE %.4f  RMSE %.4f  MASE of the series alone %.4f  of base%n",
                        score.method().label(),
                        score.mase(),
                        score.rmse(),
                        score.cells()));
    }

    private static void write(Hierarchy hierarchy, HierarchicalForecast forecast, Path file) throws IOException {
        try (OutputFile out = OutputFile.of(file)) {
            ForecastRows rows = new ForecastRows(out.writer(), List.of());
            for (int i = 0; i < hierarchy.size(); i++) {
                rows.write(hierarchy.nodes().get(i).id(), forecast.points().get(i));
            }
            rows.flush();
            out.complete();
        }
    }

    private static <T> T given(String option, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(option + " is missing\n" + USAGE);
        }
        return value;
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " has no value\n" + USAGE);
        }
        return rest.next();
    }

    private static Method method(String text) {
        for (Method method : Method.values()) {
            if (method.name().equals(text)) {
                return method;
            }
        }
        throw new IllegalArgumentException("--method " + text + " is not known\n" + USAGE);
    }

    private static int threads(String text) {
        if (!text.matches("[1-9][0-9]{0,2}")) {
            throw new IllegalArgumentException("--threads " + text + " is not a number from 1 to 999\n" + USAGE);
        }
        return Integer.parseInt(text);
    }
}
