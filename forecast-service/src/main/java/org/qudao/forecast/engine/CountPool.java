package org.qudao.forecast.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pool of intermittent series tells about each: shares of the members and a common level by squared errors and
 * bias, never by absolute errors, which an all-zero forecast would win; and per number of periods the lead-time model by
 * pinball loss, with the level at which it keeps what it promises.
 */
final class CountPool {
    private static final int FEWEST_SERIES = 50;
    private static final int FEWEST_WINDOWS = 100;
    private static final double LOWEST_RATIO = 0.5;
    private static final double HIGHEST_RATIO = 2;

    /** The tail asked for is at least this part of the tail wanted: beyond it a model's far tail is only its formula. */
    private static final double FARTHEST = 10;

    private static final double SMALLEST_STEP = 1e-9;

    /** Lead times in periods that are measured; in between, the next shorter one holds. */
    private static final int[] PERIODS = {1, 2, 3, 4, 6, 9, 12, 18, 24};

    private static final double[] LEVELS = {0.8, 0.9, 0.95, 0.99};

    static final CountPool NONE = new CountPool(Members.COUNTS.equalShares(), 1, new Measured[0]);

    /** @param reached sorted probabilities of less than what was demanded */
    @SuppressWarnings("ArrayRecordComponent") // internal, never compared
    private record Measured(int periods, LeadTimeModel model, double[] reached) {}

    private final double[] shares;
    private final double ratio;
    private final Measured[] measured;

    private CountPool(double[] shares, double ratio, Measured[] measured) {
        this.shares = shares;
        this.ratio = ratio;
        this.measured = measured;
    }

    /** What these series tell, or the same as before when they are too few. */
    CountPool renewed(List<Combination> pool) {
        List<Combination> tested =
                pool.stream().filter(c -> !c.backtest().origins().isEmpty()).toList();
        if (tested.size() < FEWEST_SERIES) {
            return this;
        }
        double[] learned = Shares.learned(tested, shares);
        double level = ratio(tested, learned);
        List<Measured> all = new ArrayList<>();
        for (int periods : PERIODS) {
            Measured best = null;
            double least = Double.POSITIVE_INFINITY;
            for (LeadTimeModel model : LeadTimeModel.values()) {
                Windows windows = new Windows(model, periods);
                tested.forEach(one -> windows.add(one, one.weights(learned), level));
                if (windows.reached.size() >= FEWEST_WINDOWS && windows.loss < least) {
                    least = windows.loss;
                    best = windows.measured();
                }
            }
            if (best != null) {
                all.add(best);
            }
        }
        return new CountPool(learned, level, all.toArray(new Measured[0]));
    }

    /** Actual over forecast demand, every series in units of its own spread. */
    private static double ratio(List<Combination> pool, double[] shares) {
        double actual = 0;
        double forecast = 0;
        for (Combination one : pool) {
            double[] weights = one.weights(shares);
            double scale = Math.sqrt(one.squaredScale());
            for (Backtest.Origin origin : one.backtest().origins()) {
                Path path = one.combined(origin, weights, 1);
                for (int h = 0; h < origin.steps(); h++) {
                    actual += origin.isKnown(h) ? origin.actual(h) / scale : 0;
                    forecast += origin.isKnown(h) ? path.mean()[h] / scale : 0;
                }
            }
        }
        return forecast > 0 ? Math.clamp(actual / forecast, LOWEST_RATIO, HIGHEST_RATIO) : 1;
    }

    /** What one model says about all windows of one length. */
    private static final class Windows {
        private final LeadTimeModel model;
        private final int periods;
        private final List<Double> reached = new ArrayList<>();
        private double loss;

        private Windows(LeadTimeModel model, int periods) {
            this.model = model;
            this.periods = periods;
        }

        private void add(Combination one, double[] weights, double ratio) {
            for (Backtest.Origin origin : one.backtest().origins()) {
                int count = origin.steps() / periods;
                if (count == 0 || !one.hasDemandBefore(origin)) {
                    continue;
                }
                Path path = one.combined(origin, weights, ratio);
                Distribution distribution = one.atOrigin(model, origin, path, periods);
                double[] quantiles =
                        Arrays.stream(LEVELS).map(distribution::quantile).toArray();
                double scale = Math.sqrt(one.squaredScale()) / one.unit();
                for (int k = 0; k < count; k++) {
                    double demand = 0;
                    for (int h = k * periods; h < (k + 1) * periods; h++) {
                        demand += Math.rint(origin.actual(h) / one.unit());
                    }
                    if (Double.isNaN(demand)) {
                        continue; // a step of it is not known
                    }
                    reached.add(distribution.below(demand));
                    for (int i = 0; i < LEVELS.length; i++) {
                        double gap = demand - quantiles[i];
                        loss += (gap >= 0 ? LEVELS[i] * gap : (LEVELS[i] - 1) * gap) / scale;
                    }
                }
            }
        }

        private Measured measured() {
            double[] sorted = reached.stream().mapToDouble(Double::doubleValue).toArray();
            Arrays.sort(sorted);
            return new Measured(periods, model, sorted);
        }
    }

    /** Whether lead times were measured. */
    boolean isMeasured() {
        return measured.length > 0;
    }

    double[] shares() {
        return shares.clone();
    }

    double ratio() {
        return ratio;
    }

    LeadTimeModel model(int periods) {
        Measured at = at(periods);
        return at == null ? LeadTimeModel.NEGATIVE_BINOMIAL : at.model;
    }

    /**
     * The level to ask the model for, so that {@code level} is met: the conformal quantile (Papadopoulos et al. 2002) of the
     * probabilities that were reached.
     */
    double asked(int periods, double level) {
        Measured at = at(periods);
        if (at == null) {
            return level;
        }
        int rank = (int) Math.ceil(level * (at.reached.length + 1)) - 1;
        double asked = at.reached[Math.clamp(rank, 0, at.reached.length - 1)] + SMALLEST_STEP;
        return Math.clamp(asked, SMALLEST_STEP, 1 - (1 - level) / FARTHEST);
    }

    private @Nullable Measured at(int periods) {
        Measured found = null;
        for (Measured one : measured) {
            if (one.periods <= periods || found == null) {
                found = one;
            }
        }
        return found;
    }
}
