package org.qudao.forecast.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.qudao.forecast.model.Balances;
import org.qudao.forecast.model.StockBalance;
import org.qudao.forecast.model.StockTurn;
import org.qudao.forecast.model.StockTurns;
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

    @Test
    void whatComesToAPlaceFromWhichNoOrdersAreServedIsNothingForThem() {
        assertThat(turns(Set.of(), came(1, 5, false), came(2, 10, false))).isEmpty();
        assertThat(turns(Set.of("W1|A"), came(3, 15, false))).isEmpty();
        assertThat(turns(Set.of(), came(1, 5, true))).singleElement().satisfies(turn -> assertThat(turn.empty())
                .isFalse());
    }

    /** Five came; then the place was closed, of which the next movement tells; ten days later it was opened again. */
    @Test
    void aPlaceThatNoLongerServesOrdersRunsEmptyForThemAndThatServesThemAgainHasItsStock() {
        assertThat(turns(Set.of(), came(1, 5, true), came(2, 10, false), came(3, 15, true)))
                .extracting(StockTurn::version, StockTurn::empty, StockTurn::sourcing)
                .containsExactly(tuple(1L, false, true), tuple(2L, true, false), tuple(3L, false, true));
        assertThat(turns(Set.of("W1|A"), came(3, 15, true)))
                .as("the second was in an earlier batch")
                .extracting(StockTurn::empty)
                .containsExactly(false);
    }

    @SafeVarargs
    private static List<StockTurn> turns(Set<String> notSourcing, IncomingEvent<StockEvent>... events) {
        Balances balances = mock(Balances.class);
        when(balances.notSourcing(Set.of("W1|A"))).thenReturn(notSourcing);
        StockTurns turns = mock(StockTurns.class);
        List<StockTurn> found = new ArrayList<>();
        doAnswer(call -> found.addAll(call.<List<StockTurn>>getArgument(0)))
                .when(turns)
                .record(anyList());
        new RecordStock(balances, turns).recordAll(List.of(events));
        return found;
    }

    /** Five more. */
    private static IncomingEvent<StockEvent> came(long version, long available, @Nullable Boolean sourcing) {
        StockEvent stock = new StockEvent(
                "A",
                "W1",
                new StockEvent.Account("PRODUCTION", "EXTERNAL"),
                new StockEvent.Account("W1", "AVAILABLE"),
                5,
                LocalDate.of(2014, 1, 1),
                new StockEvent.Balance(available, 0),
                null,
                sourcing);
        return new IncomingEvent<>("e" + version, "StockPosted", "W1|A", version, Instant.EPOCH, stock);
    }

    private static StockBalance balance(@Nullable Boolean sourcing) {
        return RecordStock.balance(came(1, 5, sourcing));
    }
}
