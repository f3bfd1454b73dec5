package org.qudao.forecast.engine;

/**
 * Distribution of the sum of periods drawn independently from the history, where a period that is one half-life older
 * counts half: the bootstrap (Porras &amp; Dekker 2008, EJOR 184; Hasni, Babai, Aguir &amp; Jemai 2019, IJPR 57) without drawing,
 * for the distribution of the sum is computed exactly by convolution.
 */
final class Resampled implements Distribution {
    private static final int HALF_LIFE = 18;
    private static final int MOST_BINS = 512;

    private final double[] probability;
    private final double bin;

    private Resampled(double[] probability, double bin) {
        this.probability = probability;
        this.bin = bin;
    }

    /** @param y counts of pieces @param end number of values that are known */
    static Resampled of(double[] y, int end, int periods) {
        double largest = 0;
        for (int t = 0; t < end; t++) {
            largest = Math.max(largest, y[t]);
        }
        double bin = Math.max(1, Math.ceil(largest * periods / MOST_BINS));
        double[] one = new double[(int) Math.ceil(largest / bin) + 2];
        double total = 0;
        for (int t = 0; t < end; t++) {
            double weight = Math.pow(0.5, (double) (end - 1 - t) / HALF_LIFE);
            // Shared between the two nearest bins, so that the mean stays.
            int lower = (int) (y[t] / bin);
            double beyond = y[t] / bin - lower;
            one[lower] += weight * (1 - beyond);
            one[lower + 1] += weight * beyond;
            total += weight;
        }
        for (int k = 0; k < one.length; k++) {
            one[k] /= total;
        }
        return new Resampled(power(one, periods), bin);
    }

    private static double[] power(double[] one, int periods) {
        double[] result = {1};
        double[] square = one;
        for (int left = periods; left > 0; left >>= 1) {
            if ((left & 1) == 1) {
                result = convolved(result, square);
            }
            if (left > 1) {
                square = convolved(square, square);
            }
        }
        return result;
    }

    private static double[] convolved(double[] a, double[] b) {
        double[] out = new double[a.length + b.length - 1];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; a[i] > 0 && j < b.length; j++) {
                out[i + j] += a[i] * b[j];
            }
        }
        return out;
    }

    @Override
    public double quantile(double level) {
        double cumulative = 0;
        for (int k = 0; k < probability.length; k++) {
            cumulative += probability[k];
            if (cumulative >= level) {
                return k * bin;
            }
        }
        return (probability.length - 1) * bin;
    }

    @Override
    public double below(double value) {
        double cumulative = 0;
        for (int k = 0; k < probability.length && k * bin < value; k++) {
            cumulative += probability[k];
        }
        return Math.min(1, cumulative);
    }
}
