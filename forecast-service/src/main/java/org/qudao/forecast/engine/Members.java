package org.qudao.forecast.engine;

import java.util.Arrays;
import java.util.List;

/**
 * Models that are combined, and their shares before a series or a pool of series has spoken. Each was kept because the
 * combination got worse without it, or no worse and more diverse, in backtests within the training parts of M1, NN3,
 * hospital and tourism; see docs/forecast-engine.md.
 */
enum Members {
    /** Trend and seasonal models. */
    CONTINUOUS(List.of(
            Adjusted.of(new Theta(Theta.Kind.OPTIMISED)),
            Adjusted.of(new Theta(Theta.Kind.LOG)),
            Adjusted.additive(new Theta(Theta.Kind.OPTIMISED)),
            Adjusted.of(Ets.damped()),
            Ets.averaged(),
            new SeasonalArima(),
            Adjusted.of(new Ces()),
            Adjusted.of(Aggregated.of(new Theta(Theta.Kind.OPTIMISED))),
            Adjusted.of(Aggregated.of(new Ces())),
            new SeasonalNaive())),

    /** The fastest model alone. */
    THETA(List.of(Adjusted.of(new Theta(Theta.Kind.OPTIMISED)))),

    /** Models of demand size and interval. */
    COUNTS(List.of(
            new Intermittent(Intermittent.Method.SBA),
            new Intermittent(Intermittent.Method.TSB),
            new Intermittent(Intermittent.Method.SES),
            new Intermittent(Intermittent.Method.IMAPA),
            new Intermittent(Intermittent.Method.MEAN)));

    private final List<Model> models;

    Members(List<Model> models) {
        this.models = models;
    }

    List<Model> models() {
        return models;
    }

    /** Place of the seasonal naive among those for which the pool learns how far to go from it. */
    int naive() {
        return models.size() - 1;
    }

    double[] equalShares() {
        double[] shares = new double[models.size()];
        Arrays.fill(shares, 1.0 / shares.length);
        return shares;
    }
}
