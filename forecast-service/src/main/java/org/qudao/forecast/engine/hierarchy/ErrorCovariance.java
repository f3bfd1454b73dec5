package org.qudao.forecast.engine.hierarchy;

import java.util.Arrays;

/**
 * Covariance of base forecast errors as diagonal plus low rank: W = diag(d) + F Fᵀ, so that no matrix of all pairs of nodes is
 * ever formed.
 */
@SuppressWarnings("ArrayRecordComponent") // internal to the projection, never compared
record ErrorCovariance(double[] diagonal, double[][] factor) {
    private static final double[][] NO_FACTOR = new double[0][];

    /** Below this share of the mean variance a node counts as certain; zero would make the equations singular. */
    private static final double SMALLEST_SHARE = 1e-8;

    /** @param factor one row per column of F, each with a value per node */
    ErrorCovariance {
        for (double[] column : factor) {
            if (column.length != diagonal.length) {
                throw new IllegalArgumentException("a factor of " + column.length + " for " + diagonal.length);
            }
        }
    }

    static ErrorCovariance identity(Hierarchy hierarchy) {
        double[] ones = new double[hierarchy.size()];
        Arrays.fill(ones, 1);
        return new ErrorCovariance(ones, NO_FACTOR);
    }

    static ErrorCovariance structural(Hierarchy hierarchy) {
        return new ErrorCovariance(
                hierarchy.nodes().stream().mapToDouble(Hierarchy.Node::cells).toArray(), NO_FACTOR);
    }

    static ErrorCovariance variances(ErrorHistory errors) {
        return new ErrorCovariance(floored(errors.variances()), NO_FACTOR);
    }

    /**
     * W = D½ (λ I + (1 − λ) Z Zᵀ ÷ T) D½ with variances D and standardised errors Z of T periods. What a node that was there for n of them
     * has in common with others counts n ÷ T; its own variance is whole.
     */
    static ErrorCovariance shrunken(ErrorHistory errors) {
        return correlated(errors, floored(errors.variances()));
    }

    /** As {@link #shrunken}, with standard deviations in place of variances. */
    static ErrorCovariance tempered(ErrorHistory errors) {
        double[] deviations =
                Arrays.stream(floored(errors.variances())).map(Math::sqrt).toArray();
        return correlated(errors, deviations);
    }

    private static ErrorCovariance correlated(ErrorHistory errors, double[] sizes) {
        double lambda = Shrinkage.intensity(errors);
        double[] diagonal = new double[sizes.length];
        double[][] factor = new double[errors.periods()][sizes.length];
        double share = Math.sqrt((1 - lambda) / Math.max(1, errors.periods()));
        for (int i = 0; i < sizes.length; i++) {
            diagonal[i] = (1 - (1 - lambda) * errors.share(i)) * sizes[i];
            for (int t = 0; t < factor.length; t++) {
                factor[t][i] = share * Math.sqrt(sizes[i]) * errors.standardised(i, t);
            }
        }
        return new ErrorCovariance(diagonal, factor);
    }

    private static double[] floored(double[] variances) {
        double mean = Arrays.stream(variances).average().orElse(0);
        double floor = mean > 0 ? SMALLEST_SHARE * mean : 1;
        return Arrays.stream(variances).map(v -> Math.max(v, floor)).toArray();
    }
}
