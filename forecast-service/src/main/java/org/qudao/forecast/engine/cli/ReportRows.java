package org.qudao.forecast.engine.cli;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.engine.AccuracyReport;
import org.qudao.forecast.engine.Forecast;
import org.qudao.forecast.engine.Measures;

/** Writes backtests as CSV: series as they come, segments (frequency and route) and steps at the end. */
final class ReportRows implements Closeable {
    private final @Nullable BufferedWriter out;
    private final AccuracyReport report = new AccuracyReport();

    /** @param file null to write nothing */
    ReportRows(@Nullable Path file) throws IOException {
        out = file == null ? null : Files.newBufferedWriter(file);
        if (out != null) {
            out.write("scope,key,step,points,mase,rmsse,wape,bias,pinball,coverage80,coverage95\n");
        }
    }

    void add(String id, int frequency, Forecast forecast) throws IOException {
        if (out == null) {
            return;
        }
        write(out, "series", id, 0, forecast.measures());
        report.add("all", forecast);
        report.add("frequency " + frequency + " " + forecast.route(), forecast);
    }

    private static void write(BufferedWriter to, String scope, String key, int step, Measures m) throws IOException {
        to.write(String.format(
                Locale.ROOT,
                "%s,%s,%s,%d,%.4f,%.4f,%.4f,%.4f,%.4f,%.4f,%.4f%n",
                scope,
                key,
                step == 0 ? "all" : Integer.toString(step),
                m.points(),
                m.mase(),
                m.rmsse(),
                m.wape(),
                m.bias(),
                m.pinball(),
                m.coverage80(),
                m.coverage95()));
    }

    @Override
    public void close() throws IOException {
        if (out == null) {
            return;
        }
        try (out) {
            for (AccuracyReport.Row row : report.rows()) {
                write(out, "segment", row.segment(), row.step(), row.measures());
            }
        }
    }
}
