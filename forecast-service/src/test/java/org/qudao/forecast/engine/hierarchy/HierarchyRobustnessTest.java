package org.qudao.forecast.engine.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.qudao.forecast.engine.ForecastEngine;
import org.qudao.forecast.engine.ForecastPoint;

class HierarchyRobustnessTest {

    @Property(tries = 60)
    void neverFailsAndAlwaysAddsUp(@ForAll("cells") double[][] cells, @ForAll Method method)
            throws InterruptedException {
        List<Hierarchy.Cell> places = new ArrayList<>();
        for (int c = 0; c < cells.length; c++) {
            List<String> path = c % 3 == 0 ? List.of("r" + c % 2) : List.of("r" + c % 2, "d" + c % 4);
            places.add(new Hierarchy.Cell("c" + c, List.of(path, List.of("k" + c / 4))));
        }
        Hierarchy hierarchy = Hierarchy.of(places);
        try (ExecutorService workers = Executors.newSingleThreadExecutor()) {
            HierarchicalForecast forecast =
                    new HierarchicalEngine(ForecastEngine.standard(), workers).forecast(hierarchy, cells, 4, 3, method);

            for (int h = 0; h < 3; h++) {
                double[] means = new double[hierarchy.size()];
                for (int i = 0; i < means.length; i++) {
                    ForecastPoint p = forecast.points().get(i).get(h);
                    means[i] = p.mean();
                    for (double v : new double[] {p.lo95(), p.lo80(), p.mean(), p.hi80(), p.hi95()}) {
                        assertThat(v).isFinite();
                    }
                    assertThat(p.lo95()).isLessThanOrEqualTo(p.lo80());
                    assertThat(p.hi80()).isLessThanOrEqualTo(p.hi95());
                }
                double[] parts = Arrays.copyOfRange(means, hierarchy.aggregates(), means.length);
                double total = means[hierarchy.aggregates() - 1];
                assertThat(means).containsExactly(hierarchy.sum(parts), within(1e-9 * Math.max(1, Math.abs(total))));
            }
        }
    }

    @Provide
    Arbitrary<double[][]> cells() {
        Arbitrary<Double> values = Arbitraries.oneOf(
                Arbitraries.just(0.0),
                Arbitraries.integers().between(0, 50).map(Integer::doubleValue),
                Arbitraries.doubles().between(-1e6, 1e6),
                Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, Double.MAX_VALUE, 1e-300, 1e12));
        return Arbitraries.integers().between(1, 26).flatMap(length -> values.array(double[].class)
                .ofSize(length)
                .array(double[][].class)
                .ofMinSize(1)
                .ofMaxSize(9));
    }
}
