package org.qudao.forecast.engine.drivers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * An item's own estimates: least squares of log demand on level, trend, season (one or two harmonics) and drivers, over periods
 * with demand and without stock-out (the multiplicative promotion model of Wittink et al. 1988, "SCAN*PRO", in its
 * plainest form).
 */
final class Regression {
    private static final int FEWEST_SPARE_ROWS = 3;
    private static final double SMALLEST_QUALITY = 1e-9;

    /** @param variance squared standard error */
    record Estimate(double coefficient, double variance) {}

    private Regression() {}

    /** Drivers of which the history tells nothing are left out. */
    static Map<String, Estimate> of(DrivenSeries series) {
        List<Integer> rows = new ArrayList<>();
        for (int t = 0; t < series.demand().length; t++) {
            if (isUsable(series, t)) {
                rows.add(t);
            }
        }
        List<Driver> varying = series.drivers().stream()
                .filter(driver ->
                        rows.stream().mapToDouble(driver::at).distinct().count() > 1)
                .toList();
        int harmonics = harmonics(series.frequency(), rows.size());
        int columns = 2 + 2 * harmonics + varying.size();
        if (varying.isEmpty() || rows.size() < columns + FEWEST_SPARE_ROWS) {
            return Map.of();
        }
        double[][] design = new double[rows.size()][];
        double[] target = new double[rows.size()];
        double units = 0;
        for (int r = 0; r < design.length; r++) {
            design[r] = row(series, rows.get(r), harmonics, varying);
            target[r] = Math.log(series.demand()[rows.get(r)]);
            units += series.demand()[rows.get(r)];
        }
        return solved(design, target, columns, varying, rows.size() / units);
    }

    private static boolean isUsable(DrivenSeries series, int t) {
        double y = series.demand()[t];
        boolean known = series.drivers().stream()
                .allMatch(driver -> t < driver.values().length && Double.isFinite(driver.values()[t]));
        return y > 0 && Double.isFinite(y) && !series.stockedOut().contains(t) && known;
    }

    private static int harmonics(int frequency, int rows) {
        if (frequency < 2 || rows < 2 * frequency) {
            return 0;
        }
        return frequency >= 12 && rows >= 3 * frequency ? 2 : 1;
    }

    private static double[] row(DrivenSeries series, int t, int harmonics, List<Driver> drivers) {
        double[] row = new double[2 + 2 * harmonics + drivers.size()];
        row[0] = 1;
        row[1] = (double) t / series.demand().length;
        int at = 2;
        for (int k = 1; k <= harmonics; k++) {
            double angle = 2 * Math.PI * k * t / series.frequency();
            row[at++] = Math.cos(angle);
            row[at++] = Math.sin(angle);
        }
        for (Driver driver : drivers) {
            row[at++] = driver.at(t);
        }
        return row;
    }

    /**
     * @param chance variance of the logarithm that demand of this size has by chance alone (Poisson: one by its mean): a few months that happen to
     *     be alike do not make an estimate certain
     */
    private static Map<String, Estimate> solved(
            double[][] design, double[] target, int columns, List<Driver> drivers, double chance) {
        DMatrixRMaj normal = new DMatrixRMaj(columns, columns);
        DMatrixRMaj right = new DMatrixRMaj(columns, 1);
        for (int r = 0; r < design.length; r++) {
            for (int i = 0; i < columns; i++) {
                right.add(i, 0, design[r][i] * target[r]);
                for (int j = 0; j < columns; j++) {
                    normal.add(i, j, design[r][i] * design[r][j]);
                }
            }
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(columns);
        if (!solver.setA(normal) || !(solver.quality() > SMALLEST_QUALITY)) {
            return Map.of(); // a campaign that always ran in the same season cannot be told from it
        }
        DMatrixRMaj solution = new DMatrixRMaj(columns, 1);
        DMatrixRMaj inverse = new DMatrixRMaj(columns, columns);
        solver.solve(right, solution);
        solver.invert(inverse);
        double squares = 0;
        for (int r = 0; r < design.length; r++) {
            double residual = target[r];
            for (int i = 0; i < columns; i++) {
                residual -= design[r][i] * solution.get(i, 0);
            }
            squares += residual * residual;
        }
        double variance = Math.max(squares / (design.length - columns), chance);
        Map<String, Estimate> estimates = new HashMap<>();
        for (int k = 0; k < drivers.size(); k++) {
            int column = columns - drivers.size() + k;
            estimates.put(
                    drivers.get(k).name(),
                    new Estimate(solution.get(column, 0), variance * inverse.get(column, column)));
        }
        return estimates;
    }
}
