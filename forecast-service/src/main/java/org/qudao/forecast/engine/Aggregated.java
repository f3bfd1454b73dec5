package org.qudao.forecast.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Temporal aggregation: the model forecasts sums over 1, 2, 3, 4, 6 and 12 periods, and the forecasts, brought back to
 * single periods, are averaged (MAPA: Kourentzes, Petropoulos &amp; Trapero 2014, IJF 30; IMAPA: Petropoulos &amp; Kourentzes
 * 2015, JORS 66). Long periods show the trend, short ones the level. For a series without season.
 */
final class Aggregated implements Model {
    private static final int[] LEVELS = {1, 2, 3, 4, 6, 12};
    private static final int FEWEST_VALUES = 6;

    /** One per level. */
    private final List<Model> inner;

    private Aggregated(List<Model> inner) {
        this.inner = inner;
    }

    static Aggregated of(Model inner) {
        return new Aggregated(Collections.nCopies(LEVELS.length, inner));
    }

    @Override
    public String name() {
        return inner.getFirst().name() + ", temporal aggregation";
    }

    void write(DataOutput out) throws IOException {
        for (Model model : inner) {
            ModelFormat.write(model, out);
        }
    }

    static Aggregated read(DataInput in) throws IOException {
        List<Model> inner = new ArrayList<>(LEVELS.length);
        for (int i = 0; i < LEVELS.length; i++) {
            inner.add(ModelFormat.read(in));
        }
        return new Aggregated(inner);
    }

    @Override
    public Fit fit(double[] y, int frequency, int horizon) {
        List<Path> paths = new ArrayList<>(LEVELS.length);
        List<Model> kept = new ArrayList<>(inner);
        for (int k = 0; k < LEVELS.length; k++) {
            int level = LEVELS[k];
            if (level > 1 && y.length / level < FEWEST_VALUES) {
                break;
            }
            int buckets = (horizon + level - 1) / level + 1;
            Fit fit = inner.get(k).fit(means(y, level), 1, buckets);
            if (fit.path().isUsable()) {
                kept.set(k, fit.kept());
                paths.add(level == 1 ? fit.path() : disaggregated(fit.path(), level, horizon));
            }
        }
        if (paths.isEmpty()) {
            return new SeasonalNaive().fit(y, frequency, horizon);
        }
        double[] weights = new double[paths.size()];
        Arrays.fill(weights, 1.0 / weights.length);
        Path all = Path.average(paths, weights);
        Path path = new Path(Arrays.copyOf(all.mean(), horizon), Arrays.copyOf(all.spread(), horizon));
        return new Fit(path, this, new Aggregated(kept));
    }

    /** Means of buckets that end with the last value; what is left over at the start is not used. */
    static double[] means(double[] y, int level) {
        double[] means = new double[y.length / level];
        int from = y.length - means.length * level;
        for (int i = 0; i < means.length; i++) {
            for (int j = 0; j < level; j++) {
                means[i] += y[from + i * level + j] / level;
            }
        }
        return means;
    }

    /** A line from one bucket's centre to the next; errors of single periods within a bucket are taken as independent. */
    private static Path disaggregated(Path buckets, int level, int horizon) {
        double[] mean = new double[horizon + 1];
        double[] spread = new double[horizon + 1];
        for (int h = 0; h < mean.length; h++) {
            double position = (h + 0.5) / level - 0.5;
            int i = Math.clamp((int) Math.floor(position), 0, buckets.steps() - 2);
            mean[h] = buckets.mean()[i] + (position - i) * (buckets.mean()[i + 1] - buckets.mean()[i]);
            spread[h] = buckets.spread()[Math.max(0, (int) position)] * Math.sqrt(level);
        }
        return new Path(mean, spread);
    }
}
