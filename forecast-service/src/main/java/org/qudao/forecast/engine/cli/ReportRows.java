package org.qudao.forecast.engine.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.engine.AccuracyReport;
import org.qudao.forecast.engine.Forecast;
import org.qudao.forecast.engine.Measures;

/** Writes backtests as CSV: series as they come, segments (frequency and route) and steps at the end. */
final class ReportRows implements Closeable {
    private final @Nullable OutputFile file;
    private final @Nullable CsvWriter out;
    private final AccuracyReport report = new AccuracyReport();

    /** @param path null to write nothing */
    ReportRows(@Nullable Path path) throws IOException {
        file = path == null ? null : OutputFile.of(path);
        out = file == null
                ? null
                : CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file.writer());
        if (out != null) {
            out.writeRecord(
                    "scope",
                    "key",
                    "step",
                    "points",
                    "mase",
                    "rmsse",
                    "wape",
                    "bias",
                    "pinball",
                    "coverage80",
                    "coverage95");
        }
    }

    void add(String id, int frequency, Forecast forecast) {
        if (out == null) {
            return;
        }
        write(out, "series", id, 0, forecast.measures());
        report.add("all", forecast);
        report.add("frequency " + frequency + " " + forecast.route(), forecast);
    }

    private static void write(CsvWriter to, String scope, String key, int step, Measures m) {
        List<String> cells = new ArrayList<>(
                List.of(scope, key, step == 0 ? "all" : Integer.toString(step), Long.toString(m.points())));
        for (double v :
                new double[] {m.mase(), m.rmsse(), m.wape(), m.bias(), m.pinball(), m.coverage80(), m.coverage95()}) {
            cells.add(String.format(Locale.ROOT, "%.4f", v));
        }
        to.writeRecord(cells);
    }

    void complete() throws IOException {
        if (file == null || out == null) {
            return;
        }
        for (AccuracyReport.Row row : report.rows()) {
            write(out, "segment", row.segment(), row.step(), row.measures());
        }
        out.flush();
        file.complete();
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
