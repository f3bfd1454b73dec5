package org.qudao.forecast.engine.drivers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.qudao.forecast.engine.ForecastEngine;
import org.qudao.forecast.engine.ForecastPoint;

class DriverRobustnessTest {
    private final DriverEngine engine = new DriverEngine(ForecastEngine.standard());

    @Property(tries = 150)
    void neverFailsAndNeverAnswersNonsense(
            @ForAll("values") double[] demand,
            @ForAll("values") double[] shares,
            @ForAll("values") double[] prices,
            @ForAll("periods") Set<Integer> periods) {
        Set<Integer> stockedOut = new HashSet<>(periods);
        stockedOut.removeIf(t -> t >= demand.length);
        double[] positive = prices.length == 0 ? new double[] {1} : prices.clone();
        positive[0] = 5;
        DrivenSeries series = new DrivenSeries(
                "a",
                demand,
                4,
                stockedOut,
                List.of(Driver.campaign("campaign", shares), Driver.price("price", positive)));
        DrivenForecast forecast = engine.forecast(series, UpliftEstimates.of(List.of(series, series)), 5);

        assertThat(forecast.points()).hasSize(5);
        for (ForecastPoint p : forecast.points()) {
            for (double v : new double[] {p.lo95(), p.lo80(), p.mean(), p.hi80(), p.hi95()}) {
                assertThat(v).isFinite().isNotNegative();
            }
        }
        assertThat(forecast.adjustments()).allSatisfy(a -> assertThat(a.after()).isFinite());
    }

    @Provide
    Arbitrary<double[]> values() {
        Arbitrary<Double> values = Arbitraries.oneOf(
                Arbitraries.just(0.0),
                Arbitraries.just(1.0),
                Arbitraries.integers().between(0, 60).map(Integer::doubleValue),
                Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, Double.MAX_VALUE, -3.0, 1e-300, 1e12, 5e59));
        return values.array(double[].class).ofMinSize(0).ofMaxSize(40);
    }

    @Provide
    Arbitrary<Set<Integer>> periods() {
        return Arbitraries.integers().between(0, 39).set().ofMaxSize(12);
    }
}
