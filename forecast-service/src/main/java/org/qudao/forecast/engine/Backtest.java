package org.qudao.forecast.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rolling-origin evaluation (Tashman 2000, IJF 16): the chosen structures are re-estimated on the history before each
 * origin, and forecast what followed. What was filled into a gap of the history has not followed, and is compared with nothing.
 */
final class Backtest {
    private static final int MOST_ORIGINS = 3;
    private static final int SHORTEST_TRAINING = 8;
    private static final int LONGEST_HORIZON = 24;

    /**
     * What was forecast at one origin and what followed. Forecasts are kept as floats, one after the other: a pool holds
     * those of many series.
     */
    static final class Origin {
        private final int end;
        private final double[] actual;
        private final int models;
        private final float[] means;
        private final float[] spreads;

        private Origin(int end, double[] actual, int models) {
            this.end = end;
            this.actual = actual;
            this.models = models;
            this.means = new float[models * actual.length];
            this.spreads = new float[models * actual.length];
        }

        private void keep(int model, Path path) {
            for (int h = 0; h < actual.length; h++) {
                means[model * actual.length + h] = (float) path.mean()[h];
                spreads[model * actual.length + h] = (float) Math.min(path.spread()[h], Float.MAX_VALUE);
            }
        }

        /** Number of values before the origin. */
        int end() {
            return end;
        }

        int steps() {
            return actual.length;
        }

        /** NaN where nothing is known. */
        double actual(int step) {
            return actual[step];
        }

        boolean isKnown(int step) {
            return !Double.isNaN(actual[step]);
        }

        int points() {
            int points = 0;
            for (int h = 0; h < actual.length; h++) {
                points += isKnown(h) ? 1 : 0;
            }
            return points;
        }

        int models() {
            return models;
        }

        double error(int model, int step) {
            return actual[step] - means[model * actual.length + step];
        }

        Path average(double[] weights) {
            double[] mean = new double[actual.length];
            double[] spread = new double[actual.length];
            for (int i = 0; i < models; i++) {
                for (int h = 0; h < actual.length; h++) {
                    mean[h] += weights[i] * means[i * actual.length + h];
                    spread[h] += weights[i] * spreads[i * actual.length + h];
                }
            }
            return new Path(mean, spread);
        }
    }

    static final Backtest NONE = new Backtest(List.of());

    private final List<Origin> origins;

    private Backtest(List<Origin> origins) {
        this.origins = origins;
    }

    /** @param known which values were told, not filled in */
    static Backtest of(double[] y, boolean[] known, int frequency, int horizon, List<Model> models) {
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
            Origin origin = new Origin(end, told(y, known, end, steps), models.size());
            if (origin.points() == 0) {
                continue;
            }
            for (int i = 0; i < models.size(); i++) {
                origin.keep(i, Sane.fit(models.get(i), past, frequency, steps).path());
            }
            origins.add(origin);
        }
        return new Backtest(origins);
    }

    private static double[] told(double[] y, boolean[] known, int from, int steps) {
        double[] actual = Arrays.copyOfRange(y, from, from + steps);
        for (int h = 0; h < steps; h++) {
            actual[h] = known[from + h] ? actual[h] : Double.NaN;
        }
        return actual;
    }

    void write(DataOutput out) throws IOException {
        out.writeByte(origins.size());
        for (Origin origin : origins) {
            out.writeInt(origin.end);
            out.writeByte(origin.models);
            ModelFormat.write(origin.actual, out);
            for (int i = 0; i < origin.means.length; i++) {
                out.writeFloat(origin.means[i]);
                out.writeFloat(origin.spreads[i]);
            }
        }
    }

    static Backtest read(DataInput in) throws IOException {
        int count = in.readUnsignedByte();
        List<Origin> origins = new ArrayList<>(count);
        for (int k = 0; k < count; k++) {
            int end = in.readInt();
            int models = in.readUnsignedByte();
            Origin origin = new Origin(end, ModelFormat.readNumbers(in), models);
            for (int i = 0; i < origin.means.length; i++) {
                origin.means[i] = in.readFloat();
                origin.spreads[i] = in.readFloat();
            }
            origins.add(origin);
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
                for (int h = 0; h < origin.actual.length; h++) {
                    sum += origin.isKnown(h) ? Math.abs(origin.error(i, h)) : 0;
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
                for (int h = 0; h < origin.actual.length; h++) {
                    sum += origin.isKnown(h) ? origin.error(i, h) * origin.error(i, h) : 0;
                }
            }
            out[i] = Math.sqrt(sum / points());
        }
        return out;
    }

    private int models() {
        return origins.isEmpty() ? 0 : origins.getFirst().models;
    }

    int points() {
        int points = 0;
        for (Origin origin : origins) {
            points += origin.points();
        }
        return points;
    }
}
