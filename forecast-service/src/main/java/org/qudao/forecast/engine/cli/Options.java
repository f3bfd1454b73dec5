package org.qudao.forecast.engine.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Options of the command line. */
record Options(
        Path in,
        Path out,
        @Nullable Path report,
        int threads,
        List<Double> quantiles,
        boolean thetaOnly,
        boolean summary) {
    static final String USAGE =
            """
            usage: forecast --in FILE.csv[.gz] --out FORECASTS.csv [--threads N] [--quantiles 0.9,0.95,0.99]
                            [--report REPORT.csv] [--theta] [--summary]
              --quantiles  adds a column q0.9 ... per level for the single period, and sum0.9 ... for the demand of all
                           periods up to and with this one (for lead times)
              --report     writes the backtest: per series, and per segment and step
              --theta      dynamic optimised Theta alone, for speed
              --summary    prints series per second, CPU time per series and peak memory""";

    static Options parse(String[] args) {
        Path in = null;
        Path out = null;
        int threads = Runtime.getRuntime().availableProcessors();
        boolean summary = false;
        boolean thetaOnly = false;
        Path report = null;
        List<Double> quantiles = List.of();
        Iterator<String> rest = List.of(args).iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--in" -> in = Path.of(value(option, rest));
                case "--out" -> out = Path.of(value(option, rest));
                case "--threads" -> threads = threads(value(option, rest));
                case "--quantiles" -> quantiles = levels(value(option, rest));
                case "--report" -> report = Path.of(value(option, rest));
                case "--theta" -> thetaOnly = true;
                case "--summary" -> summary = true;
                default -> throw new IllegalArgumentException("unknown option " + option + "\n" + USAGE);
            }
        }
        return new Options(
                required("--in", in), required("--out", out), report, threads, quantiles, thetaOnly, summary);
    }

    private static Path required(String option, @Nullable Path path) {
        if (path == null) {
            throw new IllegalArgumentException(option + " is missing\n" + USAGE);
        }
        return path;
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " has no value\n" + USAGE);
        }
        return rest.next();
    }

    private static List<Double> levels(String text) {
        List<Double> levels = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            try {
                double level = Double.parseDouble(part.strip());
                if (level > 0 && level < 1) {
                    levels.add(level);
                    continue;
                }
            } catch (NumberFormatException e) {
                // falls through to the one message
            }
            throw new IllegalArgumentException("--quantiles " + part + " is not between 0 and 1\n" + USAGE);
        }
        return levels;
    }

    private static int threads(String text) {
        try {
            int threads = Integer.parseInt(text);
            if (threads >= 1 && threads <= 256) {
                return threads;
            }
        } catch (NumberFormatException e) {
            // falls through to the one message
        }
        throw new IllegalArgumentException("--threads " + text + " is not a number from 1 to 256\n" + USAGE);
    }
}
