package org.qudao.forecast.engine.hierarchy;

import java.util.Arrays;

/** One-step errors of every node over the same periods, the oldest first, and what follows from them. */
public final class ErrorHistory {
    private final double[][] standardised;
    private final double[] variances;
    private final int[] known;
    private final int periods;

    /** @param errors a row per node, all of one length */
    public ErrorHistory(double[][] errors) {
        this(errors, Arrays.stream(errors).mapToInt(row -> row.length).toArray());
    }

    /**
     * @param errors a row per node, all of one length; 0 before a node's first
     * @param known per node the number of its last periods in which it had forecasts
     */
    ErrorHistory(double[][] errors, int[] known) {
        this.periods = errors.length == 0 ? 0 : errors[0].length;
        this.standardised = new double[errors.length][periods];
        this.variances = new double[errors.length];
        this.known = known.clone();
        for (int i = 0; i < errors.length; i++) {
            double squares = 0;
            for (double e : errors[i]) {
                squares += e * e;
            }
            variances[i] = known[i] == 0 ? 0 : squares / known[i];
            double deviation = Math.sqrt(variances[i]);
            for (int t = 0; t < periods && deviation > 0; t++) {
                standardised[i][t] = errors[i][t] / deviation;
            }
        }
    }

    int nodes() {
        return standardised.length;
    }

    int periods() {
        return periods;
    }

    /** Mean squared error of each node; errors of good forecasts have mean zero, so no mean is taken off. */
    double[] variances() {
        return variances.clone();
    }

    /** Share of the periods in which the node had forecasts. */
    double share(int node) {
        return periods == 0 ? 0 : (double) known[node] / periods;
    }

    boolean isKnown(int node, int period) {
        return period >= periods - known[node];
    }

    /** Error over its root mean square; 0 for a node that never errs, and before its first forecast. */
    double standardised(int node, int period) {
        return standardised[node][period];
    }
}
