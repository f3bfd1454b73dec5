package org.qudao.forecast.engine.hierarchy;

import java.util.SplittableRandom;

/**
 * Samples of all nodes that add up, so that quantiles of totals and parts come from one distribution: errors of one past period,
 * taken for all nodes together to keep their correlation, go through a projection and are laid around the coherent means
 * (Panagiotelis et al. 2023, "Probabilistic forecast reconciliation: properties, evaluation and score optimisation", EJOR
 * 306). The projection is that of {@link Method#MINT_SHRINK}, whatever made the means coherent: under the covariance from which
 * errors are drawn it widens no node. A tenth of the variance comes from a second period, which makes T² samples of T.
 */
public final class CoherentSamples {
    private static final double SECOND_SHARE = 0.1;
    private static final int INVENTED_PERIODS = 64;

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
        double[][] drawn = new double[samples][];
        for (int k = 0; k < samples; k++) {
            double[] one = projected[random.nextInt(projected.length)];
            double[] other = projected[random.nextInt(projected.length)];
            double[] cells = new double[hierarchy.cells()];
            for (int c = 0; c < cells.length; c++) {
                int node = hierarchy.aggregates() + c;
                double value = mean[node] + first * one[node] + second * other[node];
                cells[c] = nonNegative ? Math.max(0, value) : value;
            }
            drawn[k] = hierarchy.sum(cells);
        }
        return drawn;
    }

    /** A row per past period; a node without a past error, or for a time before its past, gets independent normal ones. */
    private double[][] scaled(double[] deviation, SplittableRandom random) {
        int periods = errors.periods();
        double[] variances = errors.variances();
        double[][] scaled = new double[periods > 0 ? periods : INVENTED_PERIODS][deviation.length];
        for (int t = 0; t < scaled.length; t++) {
            for (int i = 0; i < deviation.length; i++) {
                boolean known = periods > 0 && variances[i] > 0 && errors.isKnown(i, t);
                double unit = known ? errors.standardised(i, t) : random.nextGaussian();
                scaled[t][i] = deviation[i] * unit;
            }
        }
        return scaled;
    }
}
