package org.qudao.forecast.forecasting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.qudao.forecast.model.Channel;
import org.qudao.forecast.model.DemandHistory;
import org.qudao.forecast.model.OrderDemand;
import org.qudao.forecast.model.SeriesKey;

class SeriesHistoryTest {
    private static final YearMonth AS_OF = YearMonth.of(2013, 6);

    @Test
    void monthsWithoutAnOrderAreZeroFromTheFirstSaleToTheLastMonthOfTheRun() {
        List<SeriesHistory> series = of(cell("A", "D1", 2, 5), cell("A", "D2", 4, 7), cell("A", "D1", 2, 1));

        assertThat(series)
                .containsExactly(
                        new SeriesHistory(new SeriesKey("A", "R", Channel.DIRECT), List.of(6L, 0L, 7L, 0L, 0L)));
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

    private static DemandHistory.Cell cell(String sku, String nodeId, int month, long ordered) {
        return new DemandHistory.Cell(sku, nodeId, Channel.DIRECT, YearMonth.of(2013, month), ordered);
    }

    private static List<SeriesHistory> of(DemandHistory.Cell... cells) {
        DemandHistory demand = new DemandHistory() {
            @Override
            public void record(List<OrderDemand> orders) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void readAll(Reader reader) {
                List.of(cells).forEach(reader::read);
            }

            @Override
            public Optional<YearMonth> lastMonth() {
                return Optional.empty();
            }

            @Override
            public Map<String, Long> waiting() {
                return Map.of();
            }
        };
        return SeriesHistory.of(demand, Map.of("D1", "R", "D2", "R"), AS_OF);
    }
}
