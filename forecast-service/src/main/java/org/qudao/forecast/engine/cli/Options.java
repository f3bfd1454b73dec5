package org.qudao.forecast.engine.cli;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Options of the command line. */
record Options(Path in, Path out, int threads, boolean summary) {
    static final String USAGE = "usage: forecast --in FILE.csv[.gz] --out FORECASTS.csv [--threads N] [--summary]";

    static Options parse(String[] args) {
        Path in = null;
        Path out = null;
        int threads = Runtime.getRuntime().availableProcessors();
        boolean summary = false;
        Iterator<String> rest = List.of(args).iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--in" -> in = Path.of(value(option, rest));
                case "--out" -> out = Path.of(value(option, rest));
                case "--threads" -> threads = threads(value(option, rest));
                case "--summary" -> summary = true;
                default -> throw new IllegalArgumentException("unknown option " + option + "\n" + USAGE);
            }
        }
        return new Options(required("--in", in), required("--out", out), threads, summary);
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
