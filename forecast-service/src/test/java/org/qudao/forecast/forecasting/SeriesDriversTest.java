package org.qudao.forecast.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.qudao.forecast.engine.Forecast;
import org.qudao.forecast.engine.ForecastEngine;
import org.qudao.forecast.engine.ForecastPoint;
import org.qudao.forecast.engine.Series;
import org.qudao.forecast.engine.drivers.CleanedSeries;
import org.qudao.forecast.engine.drivers.Driver;
import org.qudao.forecast.engine.drivers.Uplift;
import org.qudao.forecast.model.Channel;
import org.qudao.forecast.model.ForecastRun;
import org.qudao.forecast.model.Promotion;
import org.qudao.forecast.model.SeriesKey;

class SeriesDriversTest {
    private static final YearMonth AS_OF = YearMonth.of(2013, 6);
    private static final ForecastRun RUN = ForecastRun.started("r", AS_OF, 6, "test", Instant.EPOCH);

    @Test
    void aSeriesWithoutDriversKeepsItsHistoryAndItsForecastToTheLastBit() {
        SplittableRandom random = new SplittableRandom(3);
        List<Long> months = random.longs(36, 0, 200).boxed().toList();
        SeriesHistory plain = series("A", months, Collections.nCopies(36, 9.99));
        // Somebody else's promotion and price must not touch it.
        Surroundings around = around(List.of(promotion("B", null, Promotion.Kind.DISPLAY, null)));

        List<CleanedSeries> cleaned = SeriesDrivers.clean(RUN, around, List.of(plain, promoted(random)));

        CleanedSeries untouched = cleaned.getFirst();
        assertThat(untouched.values()).containsExactly(plain.values());
        Forecast forecast = ForecastEngine.standard().forecast(Series.demand(untouched.values(), 12), 6);
        assertThat(untouched.driven(forecast.points()).points()).isEqualTo(forecast.points());
        // 1 − (1 − 0.1) is 0.09999999999999998: a factor of one must not be multiplied out.
        ForecastPoint exact = new ForecastPoint(1, 1, 0.1, 1.9, 0.05, 2.1);
        assertThat(untouched.driven(List.of(exact)).points()).containsExactly(exact);
        assertThat(untouched.adjustments()).isEmpty();
    }

    private static SeriesHistory promoted(SplittableRandom random) {
        return series("B", random.longs(36, 50, 150).boxed().toList(), Collections.nCopies(36, 5.0));
    }

    /** June 11 to 25 are 15 of 30 days; a quarter of the series' units comes from the node. */
    @Test
    void aPromotionActsForItsDaysAndItsPartOfTheNetwork() {
        Promotion fair = new Promotion(
                "p",
                "fair",
                Promotion.Kind.EVENT,
                null,
                "Bikes",
                "D1",
                LocalDate.of(2013, 6, 11),
                LocalDate.of(2013, 6, 25),
                null,
                "hq",
                Instant.EPOCH);
        SeriesHistory series = new SeriesHistory(
                new SeriesKey("A", "R", Channel.DIRECT),
                List.of(5L, 6L, 7L),
                Set.of(),
                List.of(1.0, 1.0, 1.0),
                Set.of(),
                Map.of("D1", 0.25));

        List<Driver> drivers = SeriesDrivers.clean(RUN, around(List.of(fair)), List.of(series))
                .getFirst()
                .series()
                .drivers();

        assertThat(drivers).singleElement().satisfies(driver -> {
            assertThat(driver.name()).isEqualTo("EVENT");
            assertThat(driver.values()).containsExactly(0, 0, 0.125, 0, 0, 0, 0, 0, 0);
        });
    }

    /** Demand that truly follows the price with elasticity −2; the price changes for good every few months. */
    @Test
    void aPriceThatMovesDemandIsUsedAndItsElasticityFound() {
        SplittableRandom random = new SplittableRandom(11);
        List<SeriesHistory> series = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            series.add(priced("A" + i, random, -2));
        }

        List<CleanedSeries> cleaned = SeriesDrivers.clean(RUN, around(List.of()), series);

        assertThat(cleaned).allSatisfy(one -> assertThat(one.uplifts())
                .singleElement()
                .satisfies(uplift -> assertThat(uplift.coefficient()).isCloseTo(-2, within(0.5))));
    }

    @Test
    void aPriceThatTellsNothingIsLeftOut() {
        SplittableRandom random = new SplittableRandom(12);
        List<SeriesHistory> series = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            series.add(priced("A" + i, random, 0));
        }

        assertThat(SeriesDrivers.clean(RUN, around(List.of()), series)).allSatisfy(one -> {
            assertThat(one.uplifts()).isEmpty();
            assertThat(one.adjustments()).isEmpty();
        });
    }

    @Test
    void aPriceCutIsNotAlsoAPrice() {
        SplittableRandom random = new SplittableRandom(5);
        List<SeriesHistory> series = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            List<Long> months = new ArrayList<>();
            List<Double> prices = new ArrayList<>();
            for (int t = 0; t < 36; t++) {
                boolean cut = YearMonth.of(2010, 7).plusMonths(t).equals(YearMonth.of(2013, 3));
                months.add(Math.round((cut ? 200 : 100) * Math.exp(0.02 * random.nextGaussian())));
                prices.add(cut ? 8.0 : 10.0);
            }
            series.add(series("A" + i, months, prices));
        }
        Promotion cut = new Promotion(
                "p",
                "a fifth off",
                Promotion.Kind.PRICE_CUT,
                null,
                "Bikes",
                null,
                LocalDate.of(2013, 3, 1),
                LocalDate.of(2013, 3, 31),
                0.2,
                "hq",
                Instant.EPOCH);

        List<CleanedSeries> cleaned = SeriesDrivers.clean(RUN, around(List.of(cut)), series);

        assertThat(cleaned).allSatisfy(one -> {
            assertThat(one.uplifts()).extracting(Uplift::driver).containsExactly("PRICE_CUT");
            // exp(used × −ln 0.8) = 2
            assertThat(one.uplifts().getFirst().coefficient()).isCloseTo(Math.log(2) / -Math.log(0.8), within(0.4));
            assertThat(one.values()[32]).isCloseTo(100, within(12.0));
        });
    }

    private static SeriesHistory priced(String sku, SplittableRandom random, double elasticity) {
        long[] months = new long[36];
        double[] prices = new double[36];
        double price = 10;
        for (int t = 0; t < months.length; t++) {
            price = t % 5 == 0 ? 8 + 4 * random.nextDouble() : price;
            prices[t] = price;
            months[t] = Math.round(200 * Math.pow(price / 10, elasticity) * Math.exp(0.03 * random.nextGaussian()));
        }
        return series(
                sku,
                Arrays.stream(months).boxed().toList(),
                Arrays.stream(prices).boxed().toList());
    }

    static SeriesHistory series(String sku, List<Long> months, List<Double> prices) {
        return new SeriesHistory(new SeriesKey(sku, "R", Channel.DIRECT), months, Set.of(), prices, Set.of(), Map.of());
    }

    static Promotion promotion(String sku, @Nullable String nodeId, Promotion.Kind kind, @Nullable Double depth) {
        return new Promotion(
                "p",
                "p",
                kind,
                sku,
                null,
                nodeId,
                LocalDate.of(2013, 5, 1),
                LocalDate.of(2013, 5, 31),
                depth,
                "hq",
                Instant.EPOCH);
    }

    private static Surroundings around(List<Promotion> promotions) {
        Map<String, String> categories = new HashMap<>(Map.of("A", "Bikes", "B", "Bikes"));
        for (int i = 0; i < 8; i++) {
            categories.put("A" + i, "Bikes");
        }
        return new Surroundings(Map.of(), Map.of(), categories, StockOutDays.none(), promotions, List.of());
    }
}
