package org.qudao.forecast.engine.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.util.List;
import org.qudao.forecast.engine.Forecast;
import org.qudao.forecast.engine.ForecastPoint;

/** Writes forecasts as CSV. */
final class ForecastRows {
    private final BufferedWriter out;
    private final List<Double> levels;

    ForecastRows(BufferedWriter out, List<Double> levels) throws IOException {
        this.out = out;
        this.levels = levels;
        out.write("series_id,step,mean,lo80,hi80,lo95,hi95");
        for (double level : levels) {
            out.write(",q" + level);
        }
        for (double level : levels) {
            out.write(",sum" + level);
        }
        out.write('\n');
    }

    void write(String id, Forecast forecast) throws IOException {
        for (ForecastPoint p : forecast.points()) {
            out.append(id).append(',').append(Integer.toString(p.step()));
            for (double v : new double[] {p.mean(), p.lo80(), p.hi80(), p.lo95(), p.hi95()}) {
                out.append(',').append(Double.toString(v));
            }
            for (double level : levels) {
                out.append(',').append(Double.toString(forecast.quantile(p.step(), level)));
            }
            for (double level : levels) {
                out.append(',').append(Double.toString(forecast.quantileOfSum(p.step(), level)));
            }
            out.append('\n');
        }
    }
}
