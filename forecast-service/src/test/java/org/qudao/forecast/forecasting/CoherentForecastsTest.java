package org.qudao.forecast.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.qudao.forecast.engine.Forecast;
import org.qudao.forecast.engine.ForecastEngine;
import org.qudao.forecast.engine.Series;
import org.qudao.forecast.engine.drivers.CleanedSeries;
import org.qudao.forecast.engine.drivers.DrivenSeries;
import org.qudao.forecast.engine.drivers.Driver;
import org.qudao.forecast.engine.drivers.Uplift;
import org.qudao.forecast.model.ForecastRun;
import org.qudao.forecast.model.MonthPoint;
import org.qudao.forecast.model.TotalForecast;
import org.qudao.forecast.model.TotalLevel;

class CoherentForecastsTest {
    private static final int MONTHS = 36;
    private static final ForecastRun RUN = ForecastRun.started("r", YearMonth.of(2013, 6), 2, "test", Instant.EPOCH);
    private static final double Z95 = 1.959964;

    private final ForecastEngine engine = ForecastEngine.standard();

    /**
     * Both series are promoted in the second month, twice the demand of which a tenth is uncertain: the total of both is twice as wide, and
     * what is uncertain of the effects comes on top as a square each.
     */
    @Test
    void totalsAreWidenedByTheEffectsThatMoveThem() {
        List<SeriesHistory> series = List.of(noise("A", 1), noise("B", 2));
        TotalForecast plain = all(series, 0, 0);
        TotalForecast promoted = all(series, Math.log(2), 0.1);

        assertThat(promoted.points().getFirst()).isEqualTo(plain.points().getFirst());
        MonthPoint before = plain.points().get(1);
        MonthPoint after = promoted.points().get(1);
        assertThat(after.mean()).isCloseTo(2 * before.mean(), within(0.01));
        double added = Math.sqrt(Math.pow((after.hi95() - after.mean()) / Z95, 2)
                - Math.pow(2 * (before.hi95() - before.mean()) / Z95, 2));
        // Each has about half: a tenth of √(½² + ½²) of all
        assertThat(added).isCloseTo(0.1 * after.mean() * Math.sqrt(0.5), within(0.05 * added));
    }

    private TotalForecast all(List<SeriesHistory> series, double coefficient, double error) {
        List<CleanedSeries> cleaned =
                series.stream().map(one -> promoted(one, coefficient, error)).toList();
        List<Forecast> computed = cleaned.stream()
                .map(one -> engine.forecast(Series.demand(one.values(), 12), RUN.horizonMonths()))
                .toList();
        return CoherentForecasts.of(engine, RUN, series, cleaned, computed).totals().stream()
                .filter(total -> total.level() == TotalLevel.ALL)
                .findFirst()
                .orElseThrow();
    }

    private static CleanedSeries promoted(SeriesHistory series, double coefficient, double error) {
        double[] strength = new double[MONTHS + RUN.horizonMonths()];
        strength[MONTHS + 1] = 1;
        DrivenSeries driven = new DrivenSeries(
                series.key().id(), series.values(), 12, Set.of(), List.of(Driver.campaign("DISPLAY", strength)));
        List<Uplift> uplifts =
                coefficient == 0 ? List.of() : List.of(new Uplift("DISPLAY", 0, 0, 0, 0, 0, coefficient, error));
        return new CleanedSeries(driven, uplifts, series.values(), List.of());
    }

    private static SeriesHistory noise(String sku, long seed) {
        List<Long> months = Arrays.stream(
                        new SplittableRandom(seed).longs(MONTHS, 80, 121).toArray())
                .boxed()
                .toList();
        return SeriesDriversTest.series(sku, months, Collections.nCopies(MONTHS, 1.0));
    }
}
