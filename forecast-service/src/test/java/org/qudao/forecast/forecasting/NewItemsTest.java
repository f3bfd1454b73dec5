package org.qudao.forecast.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.qudao.forecast.engine.Forecast;
import org.qudao.forecast.engine.ForecastEngine;
import org.qudao.forecast.engine.ForecastPoint;
import org.qudao.forecast.engine.Route;
import org.qudao.forecast.engine.Series;
import org.qudao.forecast.engine.drivers.CleanedSeries;
import org.qudao.forecast.model.Channel;
import org.qudao.forecast.model.ForecastRun;
import org.qudao.forecast.model.ProductSuccession;
import org.qudao.forecast.model.SeriesKey;

class NewItemsTest {
    private static final YearMonth AS_OF = YearMonth.of(2013, 6);
    private static final ForecastRun RUN = ForecastRun.started("r", AS_OF, 6, "test", Instant.EPOCH);

    /** A steady category of 1,000; three products began with a tenth of it each, so the fourth is expected to have a tenth. */
    @Test
    void aNewProductStartsFromTheShareThatOthersBeganWith() {
        List<SeriesHistory> series = category();
        series.add(series("NEW", "R", List.of(100L, 90L)));

        Map<String, NewItems.Told> told = told(series, List.of());

        assertThat(told).containsOnlyKeys("NEW.R.DIRECT");
        NewItems.Told answer = told.get("NEW.R.DIRECT");
        assertThat(answer.forecast().route()).isEqualTo(Route.ANALOGOUS);
        assertThat(answer.why().how()).contains("category Bikes", "3 products began");
        assertThat(answer.forecast().points()).allSatisfy(p -> {
            assertThat(p.mean()).isBetween(80.0, 135.0);
            assertThat(p.hi95()).isGreaterThan(p.hi80());
            assertThat(p.hi80()).isGreaterThan(p.mean());
        });
    }

    @Test
    void aProductThatIsOldElsewhereIsRareHereAndNotNew() {
        List<SeriesHistory> series = category();
        series.add(series("RARE", "R", List.of(100L, 90L)));
        series.add(series("RARE", "S", Collections.nCopies(20, 10L)));

        assertThat(told(series, List.of())).isEmpty();
    }

    @Test
    void twoThatBeganEarlierAreTooFewToCompareWith() {
        List<SeriesHistory> series = category();
        series.removeLast();
        series.add(series("NEW", "R", List.of(100L, 90L)));

        assertThat(told(series, List.of())).isEmpty();
    }

    /** 50 a month; two of the successor replace one, from the second forecast month, over two months. */
    @Test
    void aSuccessorTakesOverWhatItsPredecessorSold() {
        List<SeriesHistory> series = new ArrayList<>();
        series.add(series("OLD", "R", Collections.nCopies(24, 50L)));
        series.add(series("OTHER", "R", Collections.nCopies(24, 7L)));
        List<ProductSuccession> successions =
                List.of(new ProductSuccession("YOUNG", "OLD", 2, YearMonth.of(2013, 8), 2, "hq", Instant.EPOCH));

        Map<String, NewItems.Told> told =
                told(NewItems.withSuccessors(series, around(series, successions)), successions);

        assertThat(told).containsOnlyKeys("OLD.R.DIRECT", "YOUNG.R.DIRECT");
        assertThat(means(told.get("OLD.R.DIRECT"))).containsExactly(50.0, 25.0, 0.0, 0.0, 0.0, 0.0);
        assertThat(means(told.get("YOUNG.R.DIRECT"))).containsExactly(0.0, 50.0, 100.0, 100.0, 100.0, 100.0);
        assertThat(told.get("YOUNG.R.DIRECT").why().name()).isEqualTo("OLD");
    }

    @Test
    void aForecastThatWasMadeOfOthersKeepsItsIntervals() {
        List<ForecastPoint> points = List.of(new ForecastPoint(1, 10, 5, 15, 2, 18));
        ForecastPoint kept = Forecast.given(Series.demand(new double[] {1}, 12), Route.ANALOGOUS, "", "analogy", points)
                .points()
                .getFirst();

        assertThat(kept.mean()).isEqualTo(10);
        assertThat(kept.hi80()).isCloseTo(15, within(1e-9));
        assertThat(kept.lo80()).isCloseTo(5, within(1e-9));
    }

    private static List<Double> means(NewItems.Told told) {
        return told.forecast().points().stream()
                .map(p -> Math.round(p.mean() * 1e6) / 1e6)
                .toList();
    }

    private static List<SeriesHistory> category() {
        List<SeriesHistory> series = new ArrayList<>();
        series.add(series("BASE", "R", Collections.nCopies(36, 700L)));
        for (int i = 0; i < 3; i++) {
            series.add(series("EARLIER" + i, "R", Collections.nCopies(18 + i, 85L)));
        }
        return series;
    }

    private static SeriesHistory series(String sku, String region, List<Long> months) {
        return new SeriesHistory(
                new SeriesKey(sku, region, Channel.DIRECT),
                months,
                Set.of(),
                Collections.nCopies(months.size(), Double.NaN),
                Set.of(),
                Map.of());
    }

    private static Surroundings around(List<SeriesHistory> series, List<ProductSuccession> successions) {
        Map<String, String> categories = new HashMap<>();
        series.forEach(one -> categories.put(one.key().sku(), "Bikes"));
        return new Surroundings(Map.of(), Map.of(), categories, StockOutDays.none(), List.of(), successions);
    }

    private static Map<String, NewItems.Told> told(List<SeriesHistory> series, List<ProductSuccession> successions) {
        Surroundings around = around(series, successions);
        List<CleanedSeries> cleaned = SeriesDrivers.clean(RUN, around, series);
        return NewItems.of(ForecastEngine.standard(), RUN, around, series, cleaned);
    }
}
