package org.qudao.forecast.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.qudao.forecast.model.Channel;
import org.qudao.forecast.model.DemandHistory;
import org.qudao.forecast.model.OrderDemand;
import org.qudao.forecast.model.Promotion;
import org.qudao.forecast.model.SeriesKey;

class SeriesHistoryTest {
    private static final YearMonth AS_OF = YearMonth.of(2013, 6);

    @Test
    void monthsWithoutAnOrderAreZeroFromTheFirstSaleToTheLastMonthOfTheRun() {
        List<SeriesHistory> series = of(cell("A", "D1", 2, 5), cell("A", "D2", 4, 7), cell("A", "D1", 2, 1));

        assertThat(series).singleElement().satisfies(one -> {
            assertThat(one.key()).isEqualTo(new SeriesKey("A", "R", Channel.DIRECT));
            assertThat(one.months()).containsExactly(6L, 0L, 7L, 0L, 0L);
        });
    }

    @Test
    void monthsOfWhichNobodyToldAreAsTheYearBefore() {
        List<DemandHistory.Cell> cells = List.of(
                cell("A", "D1", LocalDate.of(2012, 1, 5), 4, 0),
                cell("A", "D1", LocalDate.of(2012, 3, 5), 8, 0),
                cell("A", "D1", LocalDate.of(2013, 5, 5), 6, 0));
        Set<YearMonth> unrecorded = new HashSet<>();
        for (YearMonth at = YearMonth.of(2012, 6); at.isBefore(YearMonth.of(2013, 5)); at = at.plusMonths(1)) {
            unrecorded.add(at);
        }

        SeriesHistory series = SeriesHistory.of(demand(cells, unrecorded), nothingElse(), AS_OF)
                .getFirst();

        assertThat(series.months())
                .as("what was recorded")
                .containsExactly(4L, 0L, 8L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 6L, 0L);
        double mean = 12 / 5.0;
        assertThat(series.values())
                .containsExactly(
                        new double[] {4, 0, 8, 0, 0, mean, mean, mean, mean, mean, mean, mean, 4, 0, 8, 0, 6, 0},
                        within(1e-9));
    }

    @Test
    void demandAfterTheLastMonthOfTheRunIsNotLookedAt() {
        assertThat(of(cell("A", "D1", 7, 5))).isEmpty();
        assertThat(of(cell("A", "D1", 6, 5), cell("A", "D1", 7, 50)).getFirst().months())
                .containsExactly(5L);
    }

    @Test
    void aNodeWithoutARegionHasASeriesOfItsOwn() {
        assertThat(of(cell("A", "STRANGER", 6, 5)).getFirst().key().regionId()).isEqualTo(SeriesKey.NO_REGION);
    }

    /** By hand: 100 for 10 and 60 for 5 in February are 160 for 15; April knows no price. */
    @Test
    void theMonthsPriceIsTheMeanOverItsUnits() {
        List<Double> prices = of(
                        cell("A", "D1", LocalDate.of(2013, 2, 3), 10, 100),
                        cell("A", "D2", LocalDate.of(2013, 2, 9), 5, 60),
                        cell("A", "D1", LocalDate.of(2013, 4, 1), 3, 0))
                .getFirst()
                .prices();

        assertThat(prices.getFirst()).isCloseTo(160 / 15.0, within(1e-12));
        assertThat(prices.subList(1, 5)).containsOnly(Double.NaN);
    }

    @Test
    void aMonthIsCensoredWhenTheProductWasAwayForAQuarterOfItAndNobodyOrderedThen() {
        StockOutDays away = StockOutDaysTest.away("A", LocalDate.of(2013, 3, 9), LocalDate.of(2013, 3, 20));
        DemandHistory.Cell january = cell("A", "D1", 1, 5);

        assertThat(of(away, List.of(), january, cell("A", "D1", LocalDate.of(2013, 3, 5), 2, 0))
                        .getFirst()
                        .stockedOut())
                .containsExactly(2);
        // What was ordered without stock is demand already; raising the month would count it twice.
        assertThat(of(away, List.of(), january, cell("A", "D1", LocalDate.of(2013, 3, 15), 2, 0))
                        .getFirst()
                        .stockedOut())
                .isEmpty();
        StockOutDays aWeek = StockOutDaysTest.away("A", LocalDate.of(2013, 3, 9), LocalDate.of(2013, 3, 17));
        assertThat(of(aWeek, List.of(), january).getFirst().stockedOut()).isEmpty();
    }

    @Test
    void knowsWhichPartOfTheUnitsCameFromANodeWithAPromotion() {
        Promotion ofDealer = SeriesDriversTest.promotion("A", "D1", Promotion.Kind.EVENT, null);
        Promotion ofRegion = SeriesDriversTest.promotion("A", "R", Promotion.Kind.EVENT, null);

        assertThat(of(StockOutDays.none(), List.of(ofDealer, ofRegion), cell("A", "D1", 2, 5), cell("A", "D2", 3, 15))
                        .getFirst()
                        .shares())
                .containsExactlyInAnyOrderEntriesOf(Map.of("D1", 0.25, "R", 1.0));
    }

    private static DemandHistory.Cell cell(String sku, String nodeId, int month, long ordered) {
        return cell(sku, nodeId, LocalDate.of(2013, month, 1), ordered, 0);
    }

    private static DemandHistory.Cell cell(String sku, String nodeId, LocalDate on, long ordered, double net) {
        return new DemandHistory.Cell(
                sku, nodeId, Channel.DIRECT, on, ordered, net > 0 ? ordered : 0, BigDecimal.valueOf(net));
    }

    private static List<SeriesHistory> of(DemandHistory.Cell... cells) {
        return of(StockOutDays.none(), List.of(), cells);
    }

    private static List<SeriesHistory> of(
            StockOutDays stockOuts, List<Promotion> promotions, DemandHistory.Cell... cells) {
        return SeriesHistory.of(demand(List.of(cells)), around(stockOuts, promotions), AS_OF);
    }

    private static Surroundings nothingElse() {
        return around(StockOutDays.none(), List.of());
    }

    private static Surroundings around(StockOutDays stockOuts, List<Promotion> promotions) {
        return new Surroundings(
                Map.of("D1", "R", "D2", "R"),
                Map.of("D1", List.of("HQ", "R", "D1"), "D2", List.of("HQ", "R", "D2")),
                Map.of(),
                stockOuts,
                promotions,
                List.of());
    }

    static DemandHistory demand(List<DemandHistory.Cell> cells) {
        return demand(cells, Set.of());
    }

    private static DemandHistory demand(List<DemandHistory.Cell> cells, Set<YearMonth> unrecorded) {
        return new DemandHistory() {
            @Override
            public void record(List<OrderDemand> orders) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void readAll(Reader reader) {
                cells.forEach(reader::read);
            }

            @Override
            public Optional<YearMonth> lastMonthBefore(YearMonth month) {
                return Optional.empty();
            }

            @Override
            public Set<YearMonth> unrecorded() {
                return unrecorded;
            }

            @Override
            public Map<String, Map<String, Long>> ordered(Set<String> nodeIds, YearMonth from) {
                return Map.of();
            }

            @Override
            public Map<String, Map<String, Long>> reserved(Set<String> nodeIds) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Map<String, Long> waiting() {
                return Map.of();
            }
        };
    }
}
