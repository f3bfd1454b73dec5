package org.qudao.forecast.engine;

/** Distribution of a count with given mean and variance: negative binomial, or Poisson when the variance is not larger. */
public final class Counts {
    /** Above it the normal approximation is used, which bounds the work. */
    private static final double LARGE = 2_000;

    private final double mean;
    private final double variance;

    public Counts(double mean, double variance) {
        this.mean = Math.max(0, mean);
        this.variance = Math.max(this.mean, variance);
    }

    /** Smallest count whose cumulative probability reaches {@code level}. */
    public double quantile(double level) {
        if (mean == 0) {
            return 0;
        }
        if (mean > LARGE) {
            return Math.max(0, Math.rint(mean + Normal.quantile(level) * Math.sqrt(variance)));
        }
        double excess = variance - mean;
        boolean poisson = excess <= 1e-9 * mean;
        double r = poisson ? 0 : mean * mean / excess;
        double p = poisson ? 0 : excess / variance;
        double probability = poisson ? Math.exp(-mean) : Math.exp(r * Math.log1p(-p));
        double cumulative = probability;
        int k = 0;
        double most = mean + 60 * Math.sqrt(variance) + 60;
        while (cumulative < level && k < most) {
            k++;
            probability *= poisson ? mean / k : (k - 1 + r) / k * p;
            cumulative += probability;
        }
        return k;
    }
}
