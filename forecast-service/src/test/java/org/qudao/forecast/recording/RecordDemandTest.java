package org.qudao.forecast.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.qudao.forecast.model.Channel;
import org.qudao.forecast.model.OrderDemand;
import org.qudao.platform.events.IncomingEvent;

class RecordDemandTest {

    @Test
    void whatALiveOrderLacksWaitsForStock() {
        assertThat(line("BACK_ORDERED", false).backOrdered()).isEqualTo(7);
        assertThat(line("PARTLY_SOURCED", false).backOrdered()).isEqualTo(7);
        assertThat(line("APPROVED", false).backOrdered()).isZero();
    }

    @Test
    void anImportedOrderNeverWaitsForStockAndIsDemandAllTheSame() {
        assertThat(line("BACK_ORDERED", true).backOrdered()).isZero();
        assertThat(line("PARTLY_SOURCED", true).backOrdered()).isZero();
        assertThat(line("BACK_ORDERED", true).ordered()).isEqualTo(20);
    }

    @Test
    void whatLiesInAWarehouseForAnOrderIsReserved() {
        assertThat(line("PARTLY_SOURCED", false).reserved()).isEqualTo(9);
        assertThat(line("PARTLY_SOURCED", true).reserved()).isZero();
    }

    /** 20 ordered, 12 taken from stock, 3 of them shipped, 1 dropped. */
    private static OrderDemand.Line line(String status, boolean history) {
        OrderEvent order = new OrderEvent(
                "O1",
                "D1",
                Channel.DISTRIBUTION,
                status,
                history,
                LocalDate.of(2013, 7, 1),
                List.of(new OrderEvent.Line("A", 20, 12, 3, 1, BigDecimal.TEN)));
        return RecordDemand.demand(new IncomingEvent<>("e", "OrderSourced", "O1", 1, Instant.EPOCH, order))
                .lines()
                .getFirst();
    }
}
