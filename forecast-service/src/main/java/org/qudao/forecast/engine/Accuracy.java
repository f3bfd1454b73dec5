package org.qudao.forecast.engine;

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

    static Accuracy of(int origins, Measures m) {
        return origins == 0
                ? UNMEASURED
                : new Accuracy(origins, m.mase(), m.rmsse(), m.wape(), m.bias(), m.coverage80(), m.coverage95());
    }
}
