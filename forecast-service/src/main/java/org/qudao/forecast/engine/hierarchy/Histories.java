package org.qudao.forecast.engine.hierarchy;

import java.util.Arrays;

/** Histories of all nodes, from those of the cells. */
final class Histories {
    private Histories() {}

    /** A gap in a cell would be a dip in every total, so it is filled first; before the first value a cell counts as zero. */
    static double[][] ofAllNodes(Hierarchy hierarchy, double[][] cells) {
        if (cells.length != hierarchy.cells()) {
            throw new IllegalArgumentException(cells.length + " histories for " + hierarchy.cells() + " cells");
        }
        int length = cells[0].length;
        double[][] filled = new double[cells.length][];
        for (int c = 0; c < cells.length; c++) {
            if (cells[c].length != length || length == 0) {
                throw new IllegalArgumentException("histories of cells must have one length, and a value");
            }
            filled[c] = filled(cells[c]);
        }
        double[][] nodes = new double[hierarchy.size()][length];
        double[] at = new double[cells.length];
        for (int t = 0; t < length; t++) {
            for (int c = 0; c < at.length; c++) {
                at[c] = filled[c][t];
            }
            double[] all = hierarchy.sum(at);
            for (int i = 0; i < all.length; i++) {
                nodes[i][t] = all[i];
            }
        }
        return nodes;
    }

    private static double[] filled(double[] history) {
        double[] y = history.clone();
        int last = -1;
        for (int t = 0; t < y.length; t++) {
            if (!Double.isFinite(y[t])) {
                continue;
            }
            for (int gap = last + 1; gap < t; gap++) {
                y[gap] = last < 0 ? 0 : y[last] + (y[t] - y[last]) * (gap - last) / (t - last);
            }
            last = t;
        }
        Arrays.fill(y, last + 1, y.length, last < 0 ? 0 : y[last]);
        return y;
    }

    static double[][] until(double[][] histories, int end) {
        double[][] known = new double[histories.length][];
        for (int i = 0; i < known.length; i++) {
            known[i] = Arrays.copyOf(histories[i], end);
        }
        return known;
    }

    /** Per step a value for every node. */
    static double[][] steps(double[][] histories, int from, int steps) {
        double[][] out = new double[steps][histories.length];
        for (int h = 0; h < steps; h++) {
            for (int i = 0; i < histories.length; i++) {
                out[h][i] = histories[i][from + h];
            }
        }
        return out;
    }

    /** Mean absolute error of the in-sample seasonal naive of each node; 1 where it is zero. */
    static double[] scales(double[][] histories, int frequency) {
        double[] scales = new double[histories.length];
        for (int i = 0; i < scales.length; i++) {
            double[] y = histories[i];
            int lag = y.length > frequency ? frequency : 1;
            double sum = 0;
            for (int t = lag; t < y.length; t++) {
                sum += Math.abs(y[t] - y[t - lag]);
            }
            scales[i] = sum > 0 ? sum / (y.length - lag) : 1;
        }
        return scales;
    }
}
