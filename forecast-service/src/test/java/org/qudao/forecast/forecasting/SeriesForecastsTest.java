package org.qudao.forecast.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.qudao.forecast.engine.Calibration;
import org.qudao.forecast.engine.Forecast;
import org.qudao.forecast.engine.ForecastEngine;
import org.qudao.forecast.engine.ForecastPoint;
import org.qudao.forecast.engine.Series;
import org.qudao.forecast.model.ForecastRun;
import org.qudao.forecast.model.SeriesForecast;
import org.qudao.forecast.model.SumQuantile;

class SeriesForecastsTest {
    private static final ForecastRun RUN = ForecastRun.started("r", YearMonth.of(2013, 6), 3, "test", Instant.EPOCH);
    private static final int MONTHS = 48;

    private final List<Forecast> alone = IntStream.range(0, 40)
            .mapToObj(i -> ForecastEngine.standard()
                    .forecast(
                            Series.demand(
                                    new SplittableRandom(i)
                                            .doubles(MONTHS, 80, 120)
                                            .map(Math::rint)
                                            .toArray(),
                                    12),
                            3))
            .toList();

    @Test
    void storesTheCalibratedQuantilesOfTheNextMonthsTogether() {
        Forecast pooled = alone.getFirst().pooled(Calibration.of(alone));

        SeriesForecast stored = of(pooled, pooled.points(), pooled.deviationsOfSums());

        assertThat(stored.quantiles())
                .extracting(SumQuantile::level)
                .containsExactly(0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999);
        SumQuantile at95 = stored.quantiles().get(3);
        for (int k = 1; k <= 3; k++) {
            assertThat(at95.units().get(k - 1)).isCloseTo(pooled.quantileOfSum(k, 0.95), within(0.01));
        }
    }

    /** A promotion that doubles the mean and makes the deviation three times as large. */
    @Test
    void quantilesGoWithMeanAndDeviation() {
        Forecast pooled = alone.getFirst().pooled(Calibration.of(alone));
        List<ForecastPoint> doubled = pooled.points().stream()
                .map(p -> new ForecastPoint(p.step(), 2 * p.mean(), p.lo80(), p.hi80(), p.lo95(), p.hi95()))
                .toList();
        double[] tripled =
                Arrays.stream(pooled.deviationsOfSums()).map(d -> 3 * d).toArray();

        SumQuantile at95 = of(pooled, doubled, tripled).quantiles().get(3);

        assertThat(at95.units().get(1))
                .isCloseTo(2 * pooled.sum(2) + 3 * (pooled.quantileOfSum(2, 0.95) - pooled.sum(2)), within(0.01));
    }

    @Test
    void storesNoneThatNobodyMeasured() {
        Forecast single = alone.getFirst();

        assertThat(of(single, single.points(), single.deviationsOfSums()).quantiles())
                .isEmpty();
    }

    private static SeriesForecast of(Forecast forecast, List<ForecastPoint> points, double[] deviations) {
        SeriesHistory series =
                SeriesDriversTest.series("A", Collections.nCopies(MONTHS, 100L), Collections.nCopies(MONTHS, 1.0));
        return SeriesForecasts.of(RUN, series, forecast, points, deviations, "", List.of());
    }
}
