package org.qudao.dealer.sales;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qudao.dealer.network.Channel;

class SalesFiguresTest {

    private static final LocalDate DAY = LocalDate.of(2026, 5, 10);

    private final SalesFigures figures = new SalesFigures(
            holding(sale("order", Channel.DISTRIBUTION, 5), sale("web", Channel.DIRECT, 2)),
            holding(sale("report", Channel.DISTRIBUTION, 3), sale("till", Channel.DIRECT, 2)));

    @Test
    void sellInIsEveryOrder() {
        assertThat(seen(Basis.SELL_IN)).containsExactlyInAnyOrder("order", "web");
    }

    @Test
    void sellOutIsWhatDealersReportAndTheDirectOrdersOnce() {
        assertThat(seen(Basis.SELL_OUT)).containsExactlyInAnyOrder("report", "web");
    }

    @Test
    void goodsThatCameBackAreNoOrder() {
        assertThat(sale("return", Channel.DISTRIBUTION, -1).takesBack()).isTrue();
        assertThat(sale("order", Channel.DISTRIBUTION, 1).takesBack()).isFalse();
        assertThat(sale("nothing", Channel.DISTRIBUTION, 0).takesBack()).isFalse();
    }

    private List<String> seen(Basis basis) {
        List<String> ids = new ArrayList<>();
        figures.forEach(basis, DAY, DAY, null, sale -> ids.add(sale.id()));
        return ids;
    }

    private static Sale sale(String id, Channel channel, long quantity) {
        return new Sale(
                id,
                1,
                "D1",
                channel,
                null,
                DAY,
                List.of(new SaleLine("BIKE", "Road", quantity, BigDecimal.valueOf(10 * quantity))));
    }

    private static SalesMemory holding(Sale... sales) {
        SaleStore store = new SaleStore() {
            @Override
            public Recorded record(List<Sale> batch) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Map<YearMonth, Long> counters(YearMonth first, YearMonth last) {
                return Map.of(YearMonth.from(DAY), 1L);
            }

            @Override
            public List<Sale> load(Collection<YearMonth> months) {
                return List.of(sales);
            }
        };
        return new SalesMemory(store, 100);
    }
}
