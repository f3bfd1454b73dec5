package org.qudao.forecast.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rolling-origin evaluation (Tashman 2000, IJF 16): the chosen structures are re-estimated on the history before each
 * origin, and forecast what followed.
 */
final class Backtest {
    private static final int MOST_ORIGINS = 3;
    private static final int SHORTEST_TRAINING = 8;
    private static final int LONGEST_HORIZON = 24;

    /** @param fits one per model, in their order */
    private record Origin(int end, int steps, List<Fit> fits) {}

    private final double[] y;
    private final List<Origin> origins = new ArrayList<>();
    private final int models;

    Backtest(double[] y, int frequency, int horizon, List<Model> models) {
        this.y = y;
        this.models = models.size();
        int season = frequency > 1 && frequency <= 24 ? 2 * frequency + 6 : 0;
        int training = Math.max(SHORTEST_TRAINING, Math.min(season, y.length / 2));
        int steps = Math.min(Math.min(horizon, LONGEST_HORIZON), y.length - training);
        int stride = Math.max(1, steps / 2);
        for (int k = 0; k < MOST_ORIGINS; k++) {
            int end = y.length - steps - k * stride;
            if (steps < 1 || end < training) {
                break;
            }
            double[] past = Arrays.copyOf(y, end);
            List<Fit> fits = new ArrayList<>(models.size());
            for (Model model : models) {
                fits.add(Sane.fit(model, past, frequency, steps));
            }
            origins.add(new Origin(end, steps, fits));
        }
    }

    int origins() {
        return origins.size();
    }

    /** Mean absolute and root mean squared error of each model over all origins and steps, averaged. */
    double[] errors() {
        double[] out = new double[models];
        for (int i = 0; i < models; i++) {
            double absolute = 0;
            double squares = 0;
            int count = 0;
            for (Origin origin : origins) {
                double[] mean = origin.fits.get(i).mean();
                for (int h = 0; h < origin.steps; h++) {
                    double e = y[origin.end + h] - mean[h];
                    absolute += Math.abs(e);
                    squares += e * e;
                    count++;
                }
            }
            out[i] = count == 0 ? 0 : (absolute / count + Math.sqrt(squares / count)) / 2;
        }
        return out;
    }

    /** Root mean squared error of each model: the measure for which the mean is optimal. */
    double[] rootMeanSquares() {
        double[] out = new double[models];
        for (int i = 0; i < models; i++) {
            double squares = 0;
            int count = 0;
            for (Origin origin : origins) {
                double[] mean = origin.fits.get(i).mean();
                for (int h = 0; h < origin.steps; h++) {
                    double e = y[origin.end + h] - mean[h];
                    squares += e * e;
                    count++;
                }
            }
            out[i] = count == 0 ? 0 : Math.sqrt(squares / count);
        }
        return out;
    }

    /** Signed errors divided by the spread the models claimed, per origin and step; input of the {@link Calibration}. */
    List<double[]> scores(double[] weights) {
        List<double[]> out = new ArrayList<>();
        for (Origin origin : origins) {
            double[] row = new double[origin.steps];
            Combined combined = Combined.of(origin.fits, weights);
            for (int h = 0; h < row.length; h++) {
                double spread = combined.spread()[h];
                row[h] = spread > 0 ? (y[origin.end + h] - combined.mean()[h]) / spread : 0;
            }
            out.add(row);
        }
        return out;
    }

    Accuracy accuracy(double[] weights, int frequency, boolean demand, Intervals intervals) {
        if (origins.isEmpty()) {
            return Accuracy.UNMEASURED;
        }
        double absolute = 0;
        double squares = 0;
        double bias = 0;
        double actuals = 0;
        int within80 = 0;
        int within95 = 0;
        int count = 0;
        for (Origin origin : origins) {
            Combined combined = Combined.of(origin.fits, weights);
            for (int h = 0; h < origin.steps; h++) {
                double mean = demand ? Math.max(0, combined.mean()[h]) : combined.mean()[h];
                double actual = y[origin.end + h];
                ForecastPoint point = intervals.around(h + 1, mean, combined.spread()[h]);
                absolute += Math.abs(actual - mean);
                squares += (actual - mean) * (actual - mean);
                bias += mean - actual;
                actuals += Math.abs(actual);
                within80 += point.lo80() <= actual && actual <= point.hi80() ? 1 : 0;
                within95 += point.lo95() <= actual && actual <= point.hi95() ? 1 : 0;
                count++;
            }
        }
        int first = origins.getLast().end;
        double[] past = Arrays.copyOf(y, first);
        double total = actuals > 0 ? actuals : 1;
        return new Accuracy(
                origins.size(),
                absolute / count / Scale.absolute(past, frequency),
                Math.sqrt(squares / count / Scale.squared(past)),
                absolute / total,
                bias / total,
                (double) within80 / count,
                (double) within95 / count);
    }
}
