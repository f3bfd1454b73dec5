package org.qudao.forecast.engine;

import java.util.List;

/**
 * Errors of the combined forecast at rolling origins within the history.
 *
 * @param origins number of origins; 0 when the history was too short to measure, all other figures are 0 then
 * @param mase mean absolute error over that of the in-sample seasonal naive (Hyndman &amp; Koehler 2006, IJF 22)
 * @param rmsse root of the mean squared error over that of the in-sample naive (Makridakis, Spiliotis &amp; Assimakopoulos 2022)
 * @param wape sum of absolute errors over sum of absolute actuals
 * @param bias sum of (forecast − actual) over sum of absolute actuals; positive is too high
 * @param coverage80 share of actuals within the 80 % interval
 * @param coverage95 share of actuals within the 95 % interval
 */
public record Accuracy(
        int origins, double mase, double rmsse, double wape, double bias, double coverage80, double coverage95) {
    static final Accuracy UNMEASURED = new Accuracy(0, 0, 0, 0, 0, 0, 0);

    static Accuracy of(Combination combination, double[] weights, Intervals intervals) {
        List<Backtest.Origin> origins = combination.backtest().origins();
        if (origins.isEmpty()) {
            return UNMEASURED;
        }
        double absolute = 0;
        double squares = 0;
        double bias = 0;
        double actuals = 0;
        int within80 = 0;
        int within95 = 0;
        int count = 0;
        for (Backtest.Origin origin : origins) {
            Path path = combination.combined(origin, weights);
            for (int h = 0; h < path.steps(); h++) {
                double mean = path.mean()[h];
                double actual = origin.actual()[h];
                ForecastPoint point = intervals.around(h + 1, mean, path.spread()[h]);
                absolute += Math.abs(actual - mean);
                squares += (actual - mean) * (actual - mean);
                bias += mean - actual;
                actuals += Math.abs(actual);
                within80 += point.lo80() <= actual && actual <= point.hi80() ? 1 : 0;
                within95 += point.lo95() <= actual && actual <= point.hi95() ? 1 : 0;
                count++;
            }
        }
        double total = actuals > 0 ? actuals : 1;
        return new Accuracy(
                origins.size(),
                absolute / count / combination.scale(),
                Math.sqrt(squares / count / combination.squaredScale()),
                absolute / total,
                bias / total,
                (double) within80 / count,
                (double) within95 / count);
    }
}
