package org.qudao.forecast.overriding;

import org.qudao.forecast.model.OverrideOutcome;

/**
 * Whether overrides made forecasts better, over all whose month is known.
 *
 * @param overrides number of overrides, {@code known} of them with an actual
 * @param wapeForecast sum of absolute errors of the replaced forecasts over the sum of actuals, {@code wapeOverride} that of the
 *     overrides
 * @param valueAdded the difference: positive when planners improved on the forecast
 * @param biasOverride sum of (override − actual) over the sum of actuals; positive is too high
 * @param better number of overrides that were nearer, {@code worse} further away
 */
public record ValueAdded(
        int overrides,
        int known,
        double wapeForecast,
        double wapeOverride,
        double valueAdded,
        double biasOverride,
        int better,
        int worse) {

    /** Adds up outcomes. */
    static final class Sum {
        private int overrides;
        private int known;
        private int better;
        private int worse;
        private double actuals;
        private double forecastErrors;
        private double overrideErrors;
        private double bias;

        void add(OverrideOutcome outcome) {
            overrides++;
            Long actual = outcome.actual();
            Double added = outcome.valueAdded();
            if (actual == null || added == null) {
                return;
            }
            known++;
            better += added > 0 ? 1 : 0;
            worse += added < 0 ? 1 : 0;
            actuals += actual;
            forecastErrors += Math.abs(outcome.override().forecast() - actual);
            overrideErrors += Math.abs(outcome.override().units() - actual);
            bias += outcome.override().units() - actual;
        }

        ValueAdded result() {
            double total = actuals > 0 ? actuals : 1;
            return new ValueAdded(
                    overrides,
                    known,
                    rounded(forecastErrors / total),
                    rounded(overrideErrors / total),
                    rounded((forecastErrors - overrideErrors) / total),
                    rounded(bias / total),
                    better,
                    worse);
        }

        private static double rounded(double value) {
            return Math.round(value * 10_000) / 10_000.0;
        }
    }
}
