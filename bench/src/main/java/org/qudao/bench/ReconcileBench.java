package org.qudao.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.qudao.forecast.engine.hierarchy.CoherentSamples;
import org.qudao.forecast.engine.hierarchy.ErrorHistory;
import org.qudao.forecast.engine.hierarchy.Hierarchy;
import org.qudao.forecast.engine.hierarchy.Method;
import org.qudao.forecast.engine.hierarchy.Reconciliation;

/**
 * Makes forecasts of item × (outlet → dealer → region → all) × channel add up. The baseline is the textbook's formula with
 * dense matrices, S (Sᵀ W⁻¹ S)⁻¹ Sᵀ W⁻¹ ŷ, on a hierarchy small enough for it.
 */
public final class ReconcileBench {
    private static final int STEPS = 6;
    private static final int PERIODS = 48;
    private static final int SAMPLES = 200;
    private static final int SMALL_ITEMS = 10;
    private static final int ITEMS = 60;
    /** Most outlets sell few of these items, so that totals overlap irregularly. */
    private static final int RAGGED_ITEMS = 180;

    private static final double RAGGED_SHARE = 0.2;
    private static final int REPETITIONS = 2;

    private ReconcileBench() {}

    public static void main(String[] arguments) {
        Case small = Case.of(SMALL_ITEMS, 1);
        Case large = Case.of(ITEMS, 1);
        Case ragged = Case.of(RAGGED_ITEMS, RAGGED_SHARE);
        for (int repetition = 1; repetition <= REPETITIONS; repetition++) {
            System.out.printf(Locale.ROOT, "run %d of %d%n", repetition, REPETITIONS);
            compare(small);
            measure("full", large);
            measure("ragged", ragged);
        }
    }

    private static void compare(Case small) {
        Timed<double[][]> dense = Timed.of(() -> dense(small));
        Timed<double[][]> sparse =
                Timed.of(() -> Reconciliation.of(small.hierarchy, Method.WLS_STRUCTURAL, small.errors)
                        .reconcile(small.base, false));
        double difference = 0;
        for (int h = 0; h < STEPS; h++) {
            for (int i = 0; i < small.hierarchy.size(); i++) {
                difference = Math.max(difference, Math.abs(dense.result[h][i] - sparse.result[h][i]));
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%6d nodes, WLS structural: dense %7.3f s, sparse %7.3f s, ratio %.0f (largest difference %.1e)%n",
                small.hierarchy.size(),
                dense.seconds,
                sparse.seconds,
                dense.seconds / sparse.seconds,
                difference);
    }

    private static void measure(String kind, Case large) {
        for (Method method : Method.values()) {
            Timed<double[][]> timed = Timed.of(() ->
                    Reconciliation.of(large.hierarchy, method, large.errors).reconcile(large.base, true));
            System.out.printf(
                    Locale.ROOT,
                    "%6d nodes (%s), %-16s %d steps: %7.3f s%n",
                    large.hierarchy.size(),
                    kind,
                    method.label(),
                    STEPS,
                    timed.seconds);
        }
        Timed<Double> samples = Timed.of(() -> {
            CoherentSamples drawn = new CoherentSamples(large.hierarchy, large.errors, true);
            double sum = 0;
            for (int h = 0; h < STEPS; h++) {
                sum += drawn.draw(large.base[h], large.deviation, SAMPLES, h)[SAMPLES - 1][0];
            }
            return sum;
        });
        System.out.printf(
                Locale.ROOT,
                "%6d nodes (%s), %d coherent samples of %d steps: %7.3f s%n",
                large.hierarchy.size(),
                kind,
                SAMPLES,
                STEPS,
                samples.seconds);
    }

    private static double[][] dense(Case of) {
        int cells = of.hierarchy.cells();
        int nodes = of.hierarchy.size();
        DMatrixRMaj s = new DMatrixRMaj(nodes, cells);
        double[] unit = new double[cells];
        for (int c = 0; c < cells; c++) {
            unit[c] = 1;
            double[] column = of.hierarchy.sum(unit);
            unit[c] = 0;
            for (int i = 0; i < nodes; i++) {
                s.set(i, c, column[i]);
            }
        }
        DMatrixRMaj weighted = s.copy();
        for (int i = 0; i < nodes; i++) {
            CommonOps_DDRM.scaleRow(1.0 / of.hierarchy.nodes().get(i).cells(), weighted, i);
        }
        DMatrixRMaj normal = new DMatrixRMaj(cells, cells);
        CommonOps_DDRM.multTransA(s, weighted, normal);
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(cells);
        solver.setA(normal);
        double[][] out = new double[STEPS][];
        for (int h = 0; h < STEPS; h++) {
            DMatrixRMaj right = new DMatrixRMaj(cells, 1);
            CommonOps_DDRM.multTransA(weighted, DMatrixRMaj.wrap(nodes, 1, of.base[h]), right);
            DMatrixRMaj solved = new DMatrixRMaj(cells, 1);
            solver.solve(right, solved);
            DMatrixRMaj all = new DMatrixRMaj(nodes, 1);
            CommonOps_DDRM.mult(s, solved, all);
            out[h] = all.data;
        }
        return out;
    }

    private record Timed<T>(T result, double seconds) {
        static <T> Timed<T> of(Supplier<T> work) {
            long started = System.nanoTime();
            T result = work.get();
            return new Timed<>(result, (System.nanoTime() - started) / 1e9);
        }
    }

    /** A simulated assortment: 4 regions with 4 dealers with 4 outlets each, two channels. */
    private record Case(Hierarchy hierarchy, ErrorHistory errors, double[][] base, double[] deviation) {
        static Case of(int items, double share) {
            List<Hierarchy.Cell> cells = new ArrayList<>();
            SplittableRandom random = new SplittableRandom(7);
            for (int item = 0; item < items; item++) {
                for (int outlet = 0; outlet < 64; outlet++) {
                    for (String channel : List.of("DIRECT", "DISTRIBUTION")) {
                        if (random.nextDouble() >= share) {
                            continue;
                        }
                        List<String> place = List.of("R" + outlet / 16, "D" + outlet / 4, "O" + outlet);
                        String id = item + "." + outlet + "." + channel;
                        cells.add(new Hierarchy.Cell(id, List.of(List.of("I" + item), place, List.of(channel))));
                    }
                }
            }
            Hierarchy hierarchy = Hierarchy.of(cells);
            double[] demand = random.doubles(cells.size(), 0, 20).toArray();
            double[] deviation =
                    Arrays.stream(hierarchy.sum(demand)).map(Math::sqrt).toArray();
            double[][] base = new double[STEPS][];
            for (int h = 0; h < STEPS; h++) {
                base[h] = noisy(hierarchy.sum(demand), deviation, random);
            }
            double[][] errors = new double[hierarchy.size()][PERIODS];
            for (int t = 0; t < PERIODS; t++) {
                double[] at = noisy(new double[hierarchy.size()], deviation, random);
                for (int i = 0; i < at.length; i++) {
                    errors[i][t] = at[i];
                }
            }
            return new Case(hierarchy, new ErrorHistory(errors), base, deviation);
        }

        private static double[] noisy(double[] mean, double[] deviation, SplittableRandom random) {
            double[] out = mean.clone();
            for (int i = 0; i < out.length; i++) {
                out[i] += deviation[i] * random.nextGaussian();
            }
            return out;
        }
    }
}
