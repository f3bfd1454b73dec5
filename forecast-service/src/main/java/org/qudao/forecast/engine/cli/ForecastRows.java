package org.qudao.forecast.engine.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.qudao.forecast.engine.Forecast;
import org.qudao.forecast.engine.ForecastPoint;

/** Writes forecasts as CSV. */
public final class ForecastRows {
    private final CsvWriter out;
    private final List<Double> levels;

    /** @param levels of quantiles to write beside the intervals */
    public ForecastRows(Writer out, List<Double> levels) {
        this.out = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
        this.levels = levels;
        List<String> names = new ArrayList<>(List.of("series_id", "step", "mean", "lo80", "hi80", "lo95", "hi95"));
        levels.forEach(level -> names.add("q" + level));
        levels.forEach(level -> names.add("sum" + level));
        this.out.writeRecord(names);
    }

    void write(String id, Forecast forecast) {
        for (ForecastPoint point : forecast.points()) {
            List<String> cells = cells(id, point);
            levels.forEach(level -> cells.add(Double.toString(forecast.quantile(point.step(), level))));
            levels.forEach(level -> cells.add(Double.toString(forecast.quantileOfSum(point.step(), level))));
            out.writeRecord(cells);
        }
    }

    public void write(String id, List<ForecastPoint> points) {
        points.forEach(point -> out.writeRecord(cells(id, point)));
    }

    private static List<String> cells(String id, ForecastPoint p) {
        List<String> cells = new ArrayList<>(List.of(id, Integer.toString(p.step())));
        for (double v : new double[] {p.mean(), p.lo80(), p.hi80(), p.lo95(), p.hi95()}) {
            cells.add(Double.toString(v));
        }
        return cells;
    }

    /** Hands on what was written. */
    public void flush() throws IOException {
        out.flush();
    }
}
