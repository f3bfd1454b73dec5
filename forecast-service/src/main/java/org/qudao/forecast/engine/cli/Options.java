package org.qudao.forecast.engine.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
        Values values,
        boolean thetaOnly,
        boolean summary) {
    static final String USAGE =
            """
            usage: forecast --in FILE.csv[.gz] --out FORECASTS.csv [--threads N] [--quantiles 0.9,0.95,0.99]
                            [--report REPORT.csv] [--demand | --measurements] [--theta] [--summary]
              --quantiles  adds a column q0.9 ... per level for the single period, and sum0.9 ... for the demand of all
                           periods up to and with this one (for lead times)
              --report     writes the backtest: per series, and per segment and step
              --demand     values cannot be negative: one that is, a return for instance, counts as zero
              --measurements  values may be negative; without either, each series that has no negative value is demand
              --theta      dynamic optimised Theta alone, for speed
              --summary    prints series per second, CPU time per series and peak memory""";

    /** What the values are, which decides whether forecasts may be negative. */
    enum Values {
        DEMAND,
        MEASUREMENTS,
        AS_THEY_LOOK;

        boolean demand(double[] values) {
            return switch (this) {
                case DEMAND -> true;
                case MEASUREMENTS -> false;
                case AS_THEY_LOOK -> Arrays.stream(values).noneMatch(v -> v < 0);
            };
        }
    }

    Options {
        if (same(in, out) || (report != null && (same(in, report) || same(out, report)))) {
            throw new IllegalArgumentException("--in, --out and --report must be different files\n" + USAGE);
        }
    }

    private static boolean same(Path one, Path other) {
        return real(one).equals(real(other));
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException notThere) {
            return path.toAbsolutePath().normalize();
        }
    }

    static Options parse(String[] args) {
        Path in = null;
        Path out = null;
        int threads = Runtime.getRuntime().availableProcessors();
        boolean summary = false;
        boolean thetaOnly = false;
        Values values = Values.AS_THEY_LOOK;
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
                case "--demand" -> values = Values.DEMAND;
                case "--measurements" -> values = Values.MEASUREMENTS;
                case "--theta" -> thetaOnly = true;
                case "--summary" -> summary = true;
                default -> throw new IllegalArgumentException("unknown option " + option + "\n" + USAGE);
            }
        }
        return new Options(
                required("--in", in), required("--out", out), report, threads, quantiles, values, thetaOnly, summary);
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
