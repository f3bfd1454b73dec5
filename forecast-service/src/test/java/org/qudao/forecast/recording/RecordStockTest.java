package org.qudao.forecast.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.qudao.forecast.model.StockBalance;
import org.qudao.platform.events.IncomingEvent;

class RecordStockTest {

    @Test
    void aBalanceKnowsWhetherOrdersAreServedFromItsPlace() {
        assertThat(balance(true).sourcing()).isTrue();
        assertThat(balance(false).sourcing()).isFalse();
    }

    @Test
    void eventsFromBeforeThatWasToldAreOfPlacesThatServeOrders() {
        assertThat(balance(null).sourcing()).isTrue();
    }

    private static StockBalance balance(@Nullable Boolean sourcing) {
        StockEvent stock = new StockEvent(
                "A",
                "W1",
                new StockEvent.Account("PRODUCTION", "EXTERNAL"),
                new StockEvent.Account("W1", "AVAILABLE"),
                5,
                LocalDate.of(2014, 1, 1),
                new StockEvent.Balance(5, 0),
                null,
                sourcing);
        return RecordStock.balance(new IncomingEvent<>("e", "StockPosted", "W1|A", 1, Instant.EPOCH, stock));
    }
}
