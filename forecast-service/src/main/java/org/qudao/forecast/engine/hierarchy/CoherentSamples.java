package org.qudao.forecast.engine.hierarchy;

import java.util.SplittableRandom;

/**
 * Samples of all nodes that add up, so that quantiles of totals and parts come from one distribution: errors of one past period,
 * taken for all nodes together to keep their correlation, go through a projection and are laid around the coherent means
 * (Panagiotelis et al. 2023, "Probabilistic forecast reconciliation: properties, evaluation and score optimisation", EJOR
 * 306). The projection is that of {@link Method#MINT_SHRINK}, whatever made the means coherent: under the covariance from which
 * errors are drawn it widens no node. A tenth of the variance comes from a second period, which makes T² samples of T. What cannot be
 * negative is cut at zero, and each cell's samples are then brought back to its mean, or totals of many rare cells would be too high.
 */
public final class CoherentSamples {
    private static final double SECOND_SHARE = 0.1;
    private static final int INVENTED_PERIODS = 64;
    /** Of fewer past periods there would be hardly two different samples. */
    private static final int FEWEST_PERIODS = 24;

    private final Hierarchy hierarchy;
    private final Reconciliation projection;
    private final ErrorHistory errors;
    private final boolean nonNegative;

    public CoherentSamples(Hierarchy hierarchy, ErrorHistory errors, boolean nonNegative) {
        this.hierarchy = hierarchy;
        this.projection = Reconciliation.of(hierarchy, Method.MINT_SHRINK, errors);
        this.errors = errors;
        this.nonNegative = nonNegative;
    }

    /**
     * Samples of one step.
     *
     * @param mean coherent means
     * @param deviation standard deviations of the base forecasts' errors
     * @param seed the same seed gives the same samples
     * @return per sample a value for every node
     */
    public double[][] draw(double[] mean, double[] deviation, int samples, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        // The projection is linear: the periods are projected, not every sample.
        double[][] projected = projection.reconcile(scaled(deviation, random), false);
        double first = Math.sqrt(1 - SECOND_SHARE);
        double second = Math.sqrt(SECOND_SHARE);
        double[][] cells = new double[samples][hierarchy.cells()];
        for (double[] sample : cells) {
            double[] one = projected[random.nextInt(projected.length)];
            double[] other = projected[random.nextInt(projected.length)];
            for (int c = 0; c < sample.length; c++) {
                int node = hierarchy.aggregates() + c;
                double value = mean[node] + first * one[node] + second * other[node];
                sample[c] = nonNegative ? Math.max(0, value) : value;
            }
        }
        if (nonNegative) {
            bringBack(cells, mean);
        }
        double[][] drawn = new double[samples][];
        for (int k = 0; k < samples; k++) {
            drawn[k] = hierarchy.sum(cells[k]);
        }
        return drawn;
    }

    /** Cutting at zero lifts the mean: what is left is made smaller by as much. */
    private void bringBack(double[][] cells, double[] mean) {
        for (int c = 0; c < hierarchy.cells(); c++) {
            double sum = 0;
            for (double[] sample : cells) {
                sum += sample[c];
            }
            double wanted = Math.max(0, mean[hierarchy.aggregates() + c]) * cells.length;
            if (sum > 0) {
                for (double[] sample : cells) {
                    sample[c] *= wanted / sum;
                }
            }
        }
    }

    /** A row per past period; a node without a past error, or for a time before its past, gets independent normal ones. */
    private double[][] scaled(double[] deviation, SplittableRandom random) {
        int periods = errors.periods();
        double[] variances = errors.variances();
        int rows = periods > 0 ? Math.max(periods, FEWEST_PERIODS) : INVENTED_PERIODS;
        double[][] scaled = new double[rows][deviation.length];
        for (int t = 0; t < scaled.length; t++) {
            for (int i = 0; i < deviation.length; i++) {
                boolean known = t < periods && variances[i] > 0 && errors.isKnown(i, t);
                double unit = known ? errors.standardised(i, t) : random.nextGaussian();
                scaled[t][i] = deviation[i] * unit;
            }
        }
        return scaled;
    }
}
