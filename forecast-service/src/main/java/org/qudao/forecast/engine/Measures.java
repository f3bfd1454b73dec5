package org.qudao.forecast.engine;

/**
 * Errors of forecasts at rolling origins, of one series or many, one step or all.
 * Scaled errors count up to 100.
 *
 * @param points number of forecasts compared; 0 when nothing was measured, all other figures are 0 then
 * @param mase mean absolute error, each over that of the in-sample seasonal naive (Hyndman &amp; Koehler 2006, IJF 22)
 * @param rmsse root of the mean squared error, each over that of the in-sample naive (Makridakis et al. 2022, IJF 38)
 * @param wape sum of absolute errors over sum of absolute actuals
 * @param bias sum of (forecast − actual) over sum of absolute actuals; positive is too high
 * @param pinball mean loss of the quantiles 0.025, 0.1, 0.9 and 0.975 (Koenker &amp; Bassett 1978), scaled as in {@code mase}
 * @param coverage80 share of actuals within the 80 % interval
 * @param coverage95 share of actuals within the 95 % interval
 */
public record Measures(
        long points,
        double mase,
        double rmsse,
        double wape,
        double bias,
        double pinball,
        double coverage80,
        double coverage95) {}
