package org.qudao.forecast.engine;

/**
 * Negative binomial distribution with given mean and variance, or Poisson when the variance is not larger (Syntetos &amp;
 * Boylan 2006, IJPE 103, use it for lead-time demand).
 */
public final class Counts implements Distribution {
    /** Above it counts are taken as continuous (gamma distributed), which bounds the work. */
    private static final double LARGE = 2_000;

    /** Beside the likeliest count. */
    private static final double NEGLIGIBLE = 1e-18;

    private final double mean;
    private final double variance;

    public Counts(double mean, double variance) {
        this.mean = Math.max(0, mean);
        this.variance = Math.max(this.mean, variance);
    }

    /** Smallest count whose cumulative probability reaches {@code level}. */
    @Override
    public double quantile(double level) {
        if (mean == 0) {
            return 0;
        }
        if (mean > LARGE) {
            return Math.rint(continuous().quantile(level));
        }
        Terms terms = new Terms();
        double most = mean + 60 * Math.sqrt(variance) + 60;
        while (terms.cumulative < level && terms.k < most) {
            terms.next();
        }
        return terms.k;
    }

    @Override
    public double below(double value) {
        if (value <= 0) {
            return 0;
        }
        if (mean == 0) {
            return 1;
        }
        if (mean > LARGE) {
            return continuous().below(value);
        }
        Terms terms = new Terms();
        if (terms.k >= value) {
            return 0;
        }
        while (terms.k < value - 1 && terms.cumulative < 1 - 1e-12) {
            terms.next();
        }
        return Math.min(1, terms.cumulative);
    }

    /** Of the same mean and variance, and as skewed as the counts are. */
    private GammaDemand continuous() {
        return new GammaDemand(mean * (mean / variance), mean);
    }

    /** Probabilities one after the other. */
    private final class Terms {
        private final boolean poisson = variance - mean <= 1e-9 * mean;
        private final double r = poisson ? 0 : mean * mean / (variance - mean);
        private final double p = poisson ? 0 : (variance - mean) / variance;
        private double probability = poisson ? Math.exp(-mean) : Math.exp(r * Math.log1p(-p));
        private double cumulative = probability;
        private int k;

        private Terms() {
            if (probability < Double.MIN_NORMAL) {
                startBelowTheMode();
            }
        }

        void next() {
            k++;
            probability *= ratio(k);
            cumulative += probability;
        }

        /** Of the probability of a count to that of one less. */
        private double ratio(int count) {
            return poisson ? mean / count : (count - 1 + r) / count * p;
        }

        /** The probability of zero is no number any more: counts relative to the likeliest one, as far down and up as they matter. */
        private void startBelowTheMode() {
            int mode = (int) (poisson ? mean : Math.max(0, (r - 1) * p / (1 - p)));
            double all = 1;
            double term = 1;
            for (int up = mode + 1; term > NEGLIGIBLE; up++) {
                term *= ratio(up);
                all += term;
            }
            term = 1;
            k = mode;
            while (k > 0 && term > NEGLIGIBLE) {
                term /= ratio(k--);
                all += term;
            }
            probability = term / all;
            cumulative = probability;
        }
    }
}
