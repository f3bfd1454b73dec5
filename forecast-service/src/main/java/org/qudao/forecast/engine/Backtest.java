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

    /**
     * @param end number of values before the origin
     * @param actual what followed
     * @param paths one per model, in their order
     */
    @SuppressWarnings("ArrayRecordComponent") // internal to the hot loop, never compared
    record Origin(int end, double[] actual, List<Path> paths) {}

    static final Backtest NONE = new Backtest(List.of());

    private final List<Origin> origins;

    private Backtest(List<Origin> origins) {
        this.origins = origins;
    }

    static Backtest of(double[] y, int frequency, int horizon, List<Model> models) {
        List<Origin> origins = new ArrayList<>(MOST_ORIGINS);
        int season = frequency > 1 && frequency <= Ets.LONGEST_SEASON ? 2 * frequency + 6 : 0;
        int training = Math.max(SHORTEST_TRAINING, Math.min(season, y.length / 2));
        int steps = Math.min(Math.min(horizon, LONGEST_HORIZON), y.length - training);
        int stride = Math.max(1, steps / 2);
        for (int k = 0; k < MOST_ORIGINS; k++) {
            int end = y.length - steps - k * stride;
            if (steps < 1 || end < training) {
                break;
            }
            double[] past = Arrays.copyOf(y, end);
            List<Path> paths = new ArrayList<>(models.size());
            for (Model model : models) {
                paths.add(Sane.fit(model, past, frequency, steps).path());
            }
            origins.add(new Origin(end, Arrays.copyOfRange(y, end, end + steps), paths));
        }
        return new Backtest(origins);
    }

    List<Origin> origins() {
        return origins;
    }

    /** Mean absolute error of each model over all origins and steps; empty without an origin. */
    double[] absoluteErrors() {
        double[] out = new double[models()];
        for (int i = 0; i < out.length; i++) {
            double sum = 0;
            for (Origin origin : origins) {
                double[] mean = origin.paths.get(i).mean();
                for (int h = 0; h < mean.length; h++) {
                    sum += Math.abs(origin.actual[h] - mean[h]);
                }
            }
            out[i] = sum / points();
        }
        return out;
    }

    /** Root mean squared error of each model: the measure for which the mean is optimal. */
    double[] rootMeanSquares() {
        double[] out = new double[models()];
        for (int i = 0; i < out.length; i++) {
            double sum = 0;
            for (Origin origin : origins) {
                double[] mean = origin.paths.get(i).mean();
                for (int h = 0; h < mean.length; h++) {
                    double e = origin.actual[h] - mean[h];
                    sum += e * e;
                }
            }
            out[i] = Math.sqrt(sum / points());
        }
        return out;
    }

    private int models() {
        return origins.isEmpty() ? 0 : origins.getFirst().paths.size();
    }

    int points() {
        int points = 0;
        for (Origin origin : origins) {
            points += origin.actual.length;
        }
        return points;
    }
}
