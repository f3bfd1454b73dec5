package org.qudao.forecast.engine.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CoherentSamplesTest {
    private static final int RARE = 200;

    /** Two hundred items of which one is sold every ten months: together about twenty a month, Poisson distributed. */
    @Test
    void theTotalOfManyRareCellsIsNotLiftedByCuttingAtZero() {
        Hierarchy hierarchy = hierarchy(RARE);
        SplittableRandom random = new SplittableRandom(5);
        double[][] cells = new double[RARE][36];
        for (double[] cell : cells) {
            for (int t = 0; t < cell.length; t++) {
                cell[t] = random.nextDouble() < 0.1 ? 1 : 0;
            }
        }
        ErrorHistory errors = OneStepErrors.of(Histories.of(hierarchy, cells), 1);
        double[] ofCells = new double[RARE];
        Arrays.fill(ofCells, 0.1);
        double[] mean = hierarchy.sum(ofCells);
        double[] deviation = Arrays.stream(errors.variances()).map(Math::sqrt).toArray();

        double[][] samples = new CoherentSamples(hierarchy, errors, true).draw(mean, deviation, 4_000, 1);

        int total = hierarchy.aggregates() - 1;
        double[] totals = Arrays.stream(samples)
                .mapToDouble(sample -> sample[total])
                .sorted()
                .toArray();
        assertThat(Arrays.stream(totals).average().orElseThrow()).isCloseTo(20, within(0.5));
        assertThat(totals[totals.length / 40]).isBetween(7.0, 17.0);
        assertThat(totals[totals.length - totals.length / 40]).isBetween(24.0, 36.0);
    }

    @Test
    void ofTwoPastPeriodsThereAreStillMoreThanTwoSamples() {
        Hierarchy hierarchy = hierarchy(3);
        double[][] cells = {{10, 14}, {20, 21}, {5, 9}};
        ErrorHistory errors = OneStepErrors.of(Histories.of(hierarchy, cells), 1);
        double[] deviation = new double[hierarchy.size()];
        Arrays.fill(deviation, 2);

        double[][] samples = new CoherentSamples(hierarchy, errors, true)
                .draw(hierarchy.sum(new double[] {12, 20, 7}), deviation, 500, 1);

        assertThat(Arrays.stream(samples)
                        .mapToDouble(sample -> sample[hierarchy.aggregates() - 1])
                        .distinct()
                        .count())
                .isGreaterThan(100);
    }

    private static Hierarchy hierarchy(int cells) {
        List<Hierarchy.Cell> all = new ArrayList<>();
        for (int c = 0; c < cells; c++) {
            all.add(new Hierarchy.Cell("item-" + c, List.of(List.of("item-" + c))));
        }
        return Hierarchy.of(all);
    }
}
