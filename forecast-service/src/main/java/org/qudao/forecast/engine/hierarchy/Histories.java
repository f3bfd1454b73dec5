package org.qudao.forecast.engine.hierarchy;

import java.util.Arrays;

/**
 * Histories of all nodes, from those of the cells.
 *
 * @param nodes per node a value for every period, without gaps
 * @param first per node the first period in which one of its cells has a value: the engine sees nothing before it
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier within the package
record Histories(double[][] nodes, int[] first) {
    private static final double LARGEST = 1e60;

    /** A gap in a cell would be a dip in every total, so it is filled first; before the first value a cell counts as zero. */
    static Histories of(Hierarchy hierarchy, double[][] cells) {
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
        return new Histories(nodes, firsts(hierarchy, cells));
    }

    /** As the engine takes them: nothing sold or measured is larger, and squares of larger numbers are not finite. */
    private static boolean usable(double value) {
        return Math.abs(value) <= LARGEST; // false for NaN
    }

    private static int[] firsts(Hierarchy hierarchy, double[][] cells) {
        int[] first = new int[hierarchy.size()];
        int aggregates = hierarchy.aggregates();
        for (int c = 0; c < cells.length; c++) {
            int t = 0;
            while (t < cells[c].length && !usable(cells[c][t])) {
                t++;
            }
            first[aggregates + c] = t;
        }
        for (int a = 0; a < aggregates; a++) {
            first[a] = cells[0].length;
            for (int p = hierarchy.start(a); p < hierarchy.start(a + 1); p++) {
                first[a] = Math.min(first[a], first[aggregates + hierarchy.member(p)]);
            }
        }
        return first;
    }

    int length() {
        return nodes[0].length;
    }

    /** What the engine may know of a node at a time. */
    double[] known(int node, int end) {
        return Arrays.copyOfRange(nodes[node], Math.min(first[node], end), end);
    }

    boolean isDemand() {
        return Arrays.stream(nodes).flatMapToDouble(Arrays::stream).noneMatch(v -> v < 0);
    }

    private static double[] filled(double[] history) {
        double[] y = history.clone();
        int last = -1;
        for (int t = 0; t < y.length; t++) {
            if (!usable(y[t])) {
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

    Histories until(int end) {
        double[][] known = new double[nodes.length][];
        for (int i = 0; i < known.length; i++) {
            known[i] = Arrays.copyOf(nodes[i], end);
        }
        return new Histories(known, first);
    }

    /** Per step a value for every node. */
    double[][] steps(int from, int steps) {
        double[][] out = new double[steps][nodes.length];
        for (int h = 0; h < steps; h++) {
            for (int i = 0; i < nodes.length; i++) {
                out[h][i] = nodes[i][from + h];
            }
        }
        return out;
    }

    /** Mean absolute error of the in-sample seasonal naive of each node since its first value; 1 where it is zero. */
    double[] scales(int frequency) {
        double[] scales = new double[nodes.length];
        for (int i = 0; i < scales.length; i++) {
            double[] y = known(i, length());
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
