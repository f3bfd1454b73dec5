package org.qudao.forecast.engine.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.qudao.forecast.engine.Forecast;
import org.qudao.forecast.engine.ForecastEngine;
import org.qudao.forecast.engine.ForecastPoint;
import org.qudao.forecast.engine.Series;

class HierarchicalEngineTest {
    private static final ExecutorService WORKERS = Executors.newFixedThreadPool(2);
    private static final HierarchicalEngine ENGINE = new HierarchicalEngine(ForecastEngine.standard(), WORKERS);
    private static final Hierarchy HIERARCHY = hierarchy();

    @AfterAll
    static void close() {
        WORKERS.shutdownNow();
    }

    private static Hierarchy hierarchy() {
        List<Hierarchy.Cell> cells = new ArrayList<>();
        for (String region : List.of("north", "south")) {
            for (String dealer : List.of("1", "2", "3")) {
                for (String channel : List.of("DIRECT", "DISTRIBUTION")) {
                    cells.add(new Hierarchy.Cell(
                            region + dealer + channel, List.of(List.of(region, dealer), List.of(channel))));
                }
            }
        }
        return Hierarchy.of(cells);
    }

    /** Cells with a common season, a common shock each month and noise of their own. */
    private static double[][] histories(int months) {
        SplittableRandom random = new SplittableRandom(11);
        double[][] cells = new double[HIERARCHY.cells()][months];
        for (int t = 0; t < months; t++) {
            double common = 5 * random.nextGaussian();
            for (int c = 0; c < cells.length; c++) {
                double season = 10 * Math.sin(2 * Math.PI * t / 12);
                cells[c][t] = Math.max(0, 40 + c + season + common + 8 * random.nextGaussian());
            }
        }
        return cells;
    }

    @Test
    void meansOfAllNodesAddUpAndTheMethodIsChosenByBacktest() throws InterruptedException {
        HierarchicalForecast forecast = ENGINE.forecast(HIERARCHY, histories(60), 12, 6, null);

        assertThat(forecast.choice().scores())
                .extracting(MethodChoice.Score::method)
                .containsExactly(Method.values());
        double best = forecast.choice().scores().stream()
                .filter(score -> score.cells() <= 1)
                .mapToDouble(MethodChoice.Score::mean)
                .min()
                .orElseThrow();
        assertThat(forecast.choice().scores())
                .filteredOn(score -> score.method() == forecast.choice().method())
                .singleElement()
                .satisfies(score -> assertThat(score.mean()).isCloseTo(best, within(1e-9)));
        for (int step = 0; step < 6; step++) {
            int h = step;
            double[] cells = forecast.points().subList(HIERARCHY.aggregates(), HIERARCHY.size()).stream()
                    .mapToDouble(points -> points.get(h).mean())
                    .toArray();
            double[] means = forecast.points().stream()
                    .mapToDouble(points -> points.get(h).mean())
                    .toArray();
            assertThat(means).containsExactly(HIERARCHY.sum(cells), within(1e-9));
        }
    }

    @Test
    void intervalsOfATotalAreNarrowerThanTheSumOfThoseOfItsCells() throws InterruptedException {
        HierarchicalForecast forecast = ENGINE.forecast(HIERARCHY, histories(60), 12, 3, Method.MINT_SHRINK);

        ForecastPoint total = forecast.points().get(HIERARCHY.aggregates() - 1).getFirst();
        double sum = 0;
        for (List<ForecastPoint> cell : forecast.points().subList(HIERARCHY.aggregates(), HIERARCHY.size())) {
            sum += cell.getFirst().hi95() - cell.getFirst().lo95();
        }
        double width = total.hi95() - total.lo95();
        assertThat(width).isLessThan(0.9 * sum);
        // Common shocks do not cancel: 12 independent cells would be √12 times narrower.
        assertThat(width).isGreaterThan(1.2 * sum / Math.sqrt(12));
    }

    @Test
    void samplesAddUpAndKeepMeanAndDeviation() {
        double[][] cells = histories(60);
        ErrorHistory errors = OneStepErrors.of(Histories.of(HIERARCHY, cells), 12);
        double[] mean = HIERARCHY.sum(Arrays.stream(cells).mapToDouble(y -> 100).toArray());
        double[] deviation = Arrays.stream(errors.variances()).map(Math::sqrt).toArray();
        double[][] samples = new CoherentSamples(HIERARCHY, errors, true).draw(mean, deviation, 4_000, 1);

        double[] sum = new double[mean.length];
        double squares = 0;
        int last = HIERARCHY.aggregates() - 1;
        for (double[] sample : samples) {
            double[] parts = Arrays.copyOfRange(sample, HIERARCHY.aggregates(), HIERARCHY.size());
            assertThat(sample).containsExactly(HIERARCHY.sum(parts), within(1e-9));
            for (int i = 0; i < sum.length; i++) {
                sum[i] += sample[i] / samples.length;
            }
            squares += (sample[last] - mean[last]) * (sample[last] - mean[last]) / samples.length;
        }
        assertThat(sum[last]).isCloseTo(mean[last], within(0.1 * deviation[last]));
        assertThat(Math.sqrt(squares)).isBetween(0.7 * deviation[last], 1.1 * deviation[last]);
    }

    @Test
    void whatWasBeforeALaunchSaysNothingOfTheErrorsAfterIt() {
        double[][] cells = histories(60);
        double[][] launched = Arrays.stream(cells).map(double[]::clone).toArray(double[][]::new);
        Arrays.fill(launched[0], 0, 45, Double.NaN);
        int first = HIERARCHY.aggregates();
        Histories known = Histories.of(HIERARCHY, launched);

        double[] ofAll = OneStepErrors.of(Histories.of(HIERARCHY, cells), 1).variances();
        double[] ofLaunched = OneStepErrors.of(known, 1).variances();

        // From a quarter of the periods: with the zeros before it would be a quarter.
        assertThat(ofLaunched[first] / ofAll[first]).isBetween(0.6, 1.7);
        assertThat(ofLaunched[first + 1]).isEqualTo(ofAll[first + 1]);
        double[] mean =
                HIERARCHY.sum(Arrays.stream(cells).mapToDouble(y -> 1_000).toArray());
        double[] deviation = new double[HIERARCHY.size()];
        Arrays.fill(deviation, 10);
        double[][] samples =
                new CoherentSamples(HIERARCHY, OneStepErrors.of(known, 1), true).draw(mean, deviation, 4_000, 1);
        double squares = Arrays.stream(samples)
                .mapToDouble(sample -> Math.pow(sample[first] - mean[first], 2) / samples.length)
                .sum();
        double squaresOfOthers = Arrays.stream(samples)
                .mapToDouble(sample -> Math.pow(sample[first + 1] - mean[first + 1], 2) / samples.length)
                .sum();
        assertThat(squares / squaresOfOthers).isBetween(0.7, 1.4);
        assertThat(known.scales(1)[first] / Histories.of(HIERARCHY, cells).scales(1)[first])
                .isBetween(0.6, 1.7);
    }

    @Test
    void nodesOfAnyLengthHaveErrors() {
        double[][] cells = histories(40);
        for (int c = 0; c < cells.length; c++) {
            Arrays.fill(cells[c], 0, Math.min(40, 5 * c), Double.NaN); // the last ones have no value at all
        }

        ErrorHistory errors = OneStepErrors.of(Histories.of(HIERARCHY, cells), 12);

        assertThat(errors.periods()).isEqualTo(28);
        assertThat(Arrays.stream(errors.variances())).allMatch(Double::isFinite);
    }

    /** OLS would move both cells alike; the small one would pay for what the total says about the large one. */
    @Test
    void betterTotalsAreNotBoughtWithWorseCells() {
        Hierarchy pair = Hierarchy.of(List.of(
                new Hierarchy.Cell("large", List.of(List.of("large"))),
                new Hierarchy.Cell("small", List.of(List.of("small")))));
        double[][] base = {{1000, 900, 5}};
        double[][] actual = {{1000, 995, 5}};
        ErrorHistory errors = new ErrorHistory(new double[][] {{10, -10}, {10, 10}, {10, -10}});
        MethodChoice choice = MethodChoice.of(
                pair, List.of(new MethodChoice.Origin(base, actual, new double[] {50, 50, 0.5}, errors)), true);

        assertThat(choice.scores())
                .filteredOn(score -> score.method() == Method.OLS)
                .singleElement()
                .satisfies(score -> assertThat(score.cells()).isGreaterThan(1));
        assertThat(choice.method()).isEqualTo(Method.BOTTOM_UP);
    }

    @Test
    void aNodeWithoutPastErrorsStillHasTheWidthOfItsForecast() {
        ErrorHistory none = new ErrorHistory(new double[HIERARCHY.size()][24]);
        double[] mean = HIERARCHY.sum(new double[HIERARCHY.cells()]);
        double[] deviation = new double[mean.length];
        Arrays.fill(deviation, 2);
        double[][] samples = new CoherentSamples(HIERARCHY, none, false).draw(mean, deviation, 500, 1);

        assertThat(Arrays.stream(samples)
                        .mapToDouble(s -> s[HIERARCHY.size() - 1])
                        .max()
                        .orElseThrow())
                .isGreaterThan(1);
    }

    @Test
    void gapsInACellMakeNoDipInItsTotals() throws InterruptedException {
        double[][] cells = new double[HIERARCHY.cells()][36];
        for (double[] cell : cells) {
            Arrays.fill(cell, 10);
        }
        cells[3][20] = Double.NaN;
        double[][] all = Histories.of(HIERARCHY, cells).nodes();

        assertThat(all[HIERARCHY.aggregates() - 1]).containsOnly(120);
    }

    /** The engine must not see zeros from before a product was sold: they would halve its forecast. */
    @Test
    void aCellThatBeginsLateIsForecastFromItsFirstValue() throws InterruptedException {
        double[][] cells = histories(36);
        Arrays.fill(cells[5], 0, 30, Double.NaN);
        Arrays.fill(cells[5], 30, 36, 70);
        HierarchicalForecast forecast = ENGINE.forecast(HIERARCHY, cells, 12, 3, Method.BOTTOM_UP);

        assertThat(forecast.points().get(HIERARCHY.aggregates() + 5).getFirst().mean())
                .isCloseTo(70, within(1e-9));
    }

    @Test
    void forecastsThatAreThereAlreadyAreNotMadeAgain() throws InterruptedException {
        double[][] cells = histories(36);
        List<Forecast> known = Arrays.stream(cells)
                .map(y -> ForecastEngine.standard().forecast(Series.demand(new double[] {7, 7, 7, 7}, 12), 3))
                .toList();
        HierarchicalForecast forecast = ENGINE.forecast(HIERARCHY, cells, 12, 3, Method.BOTTOM_UP, known);

        assertThat(forecast.points().getLast().getFirst().mean()).isEqualTo(7);
    }

    @Test
    void aHistoryTooShortForABacktestLeavesTheCellsAlone() throws InterruptedException {
        HierarchicalForecast forecast = ENGINE.forecast(HIERARCHY, histories(10), 12, 6, null);

        assertThat(forecast.choice().method()).isEqualTo(Method.BOTTOM_UP);
        assertThat(forecast.choice().scores()).isEmpty();
    }

    @Test
    void demandIsNeverNegative() throws InterruptedException {
        double[][] cells = histories(48);
        for (int t = 0; t < 48; t++) {
            cells[0][t] = t % 9 == 0 ? 3 : 0;
            cells[1][t] = 0;
        }
        HierarchicalForecast forecast = ENGINE.forecast(HIERARCHY, cells, 12, 6, Method.OLS);

        assertThat(forecast.points()).allSatisfy(points -> assertThat(points)
                .allSatisfy(p -> assertThat(p.lo95()).isNotNegative()));
    }
}
