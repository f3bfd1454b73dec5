package org.qudao.forecast.engine.drivers;

/** The upper tail of the standard normal distribution. */
final class UpperTail {
    private static final double SERIES_TO = 3;
    private static final int FRACTION_DEPTH = 60;

    private UpperTail() {}

    /**
     * φ(a) ÷ (1 − Φ(a)): how far above {@code a} the mean of what lies above it is measured from zero. By the series of Marsaglia
     * (2004, "Evaluating the normal distribution") and, far out, by Laplace's continued fraction.
     */
    static double hazard(double a) {
        if (a > SERIES_TO) {
            double fraction = a;
            for (int k = FRACTION_DEPTH; k >= 1; k--) {
                fraction = a + k / fraction;
            }
            return fraction;
        }
        double density = Math.exp(-a * a / 2) / Math.sqrt(2 * Math.PI);
        if (a < -8) {
            return density;
        }
        double term = a;
        double sum = a;
        for (int k = 3; Math.abs(term) > 1e-17 && k < 400; k += 2) {
            term *= a * a / k;
            sum += term;
        }
        return density / (0.5 - density * sum);
    }
}
