package org.qudao.forecast.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Exponential smoothing in state space form, the structure chosen by AICc (Hyndman, Koehler, Snyder &amp; Grose 2002, IJF
 * 18). Seasonal states start from the classical decomposition; level, trend and smoothing parameters are estimated.
 */
final class Ets implements Model {
    /** Above it a season has more states than its data can carry; the series is adjusted instead. */
    private static final int LONGEST_SEASON = 24;

    private static final int EVALUATIONS = 220;

    private final @Nullable EtsForm fixed;
    private final boolean adjust;

    /** @param fixed null to choose @param adjust whether to take the season out before and put it back after */
    private Ets(@Nullable EtsForm fixed, boolean adjust) {
        this.fixed = fixed;
        this.adjust = adjust;
    }

    static Ets chosen() {
        return new Ets(null, false);
    }

    static Ets simple() {
        return new Ets(EtsForm.SIMPLE, true);
    }

    static Ets holt() {
        return new Ets(EtsForm.HOLT, true);
    }

    static Ets damped() {
        return new Ets(EtsForm.DAMPED, true);
    }

    @Override
    public String name() {
        if (fixed == null) {
            return "ETS";
        }
        if (!adjust) {
            return fixed.label();
        }
        return switch (fixed.trend()) {
            case N -> "simple exponential smoothing";
            case A -> "Holt trend";
            case AD -> "damped trend";
        };
    }

    @Override
    public Fit fit(double[] y, int frequency, int horizon) {
        boolean outside =
                adjust || (frequency > LONGEST_SEASON && (fixed == null || fixed.season() == EtsForm.Season.N));
        if (!outside) {
            return smooth(y, frequency, horizon);
        }
        Seasonality season = Seasonality.of(y, frequency);
        Fit fit = smooth(season.removedFrom(y), 1, horizon);
        for (int h = 0; h < horizon; h++) {
            fit.mean()[h] = season.appliedTo(fit.mean()[h], y.length + h);
            fit.spread()[h] *= season.scaleAt(y.length + h);
        }
        return new Fit(fit.mean(), fit.spread(), adjust ? this : fit.form());
    }

    private Fit smooth(double[] y, int frequency, int horizon) {
        boolean positive = true;
        for (double v : y) {
            positive &= v > 0;
        }
        List<EtsForm> forms = fixed != null ? List.of(fixed) : candidates(y, frequency, positive);
        EtsState best = null;
        EtsForm form = EtsForm.SIMPLE;
        double lowest = Double.POSITIVE_INFINITY;
        for (EtsForm candidate : forms) {
            EtsState state = prepare(candidate, y, frequency, positive);
            if (state == null) {
                continue;
            }
            double cost = state.run(NelderMead.minimise(state::run, state.start(), state.step(), EVALUATIONS));
            double criterion = state.informationCriterion(cost);
            if (best == null || criterion < lowest) {
                lowest = criterion;
                best = state;
                form = candidate;
            }
        }
        if (best == null) {
            return Ets.simple().smooth(y, 1, horizon);
        }
        return best.forecast(horizon, new Ets(form, adjust));
    }

    private static List<EtsForm> candidates(double[] y, int frequency, boolean positive) {
        boolean seasonal = frequency > 1 && frequency <= LONGEST_SEASON && y.length >= 2 * frequency + 5;
        if (!seasonal) {
            return EtsForm.candidates(positive, false);
        }
        if (Seasonality.isSeasonal(y, frequency)) {
            return EtsForm.candidates(positive, true);
        }
        List<EtsForm> all = new ArrayList<>(EtsForm.candidates(positive, false));
        all.add(new EtsForm(false, EtsForm.Trend.N, EtsForm.Season.A));
        if (positive) {
            all.add(new EtsForm(true, EtsForm.Trend.N, EtsForm.Season.M));
        }
        return all;
    }

    private static @Nullable EtsState prepare(EtsForm form, double[] y, int frequency, boolean positive) {
        boolean multiplicative = form.season() == EtsForm.Season.M;
        if ((multiplicative || form.multiplicativeError()) && !positive) {
            return null;
        }
        double[] season = new double[0];
        if (form.season() != EtsForm.Season.N) {
            season = Seasonality.indices(y, frequency, multiplicative);
            if (season.length == 0) {
                return null;
            }
        }
        return new EtsState(form, y, frequency, season);
    }
}
