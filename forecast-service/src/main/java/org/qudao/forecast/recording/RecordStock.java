package org.qudao.forecast.recording;

import java.util.List;
import java.util.stream.Stream;
import org.qudao.forecast.model.Balances;
import org.qudao.forecast.model.StockBalance;
import org.qudao.forecast.model.StockTurn;
import org.qudao.forecast.model.StockTurns;
import org.qudao.platform.events.IncomingEvent;
import org.springframework.stereotype.Component;

/** Keeps the latest balance of every place and product, and notes when a warehouse ran out of a product or has it again. */
@Component
public class RecordStock {
    private final Balances balances;
    private final StockTurns turns;

    RecordStock(Balances balances, StockTurns turns) {
        this.balances = balances;
        this.turns = turns;
    }

    public void recordAll(List<IncomingEvent<StockEvent>> events) {
        balances.record(events.stream().map(RecordStock::balance).toList());
        turns.record(events.stream().flatMap(RecordStock::turn).toList());
    }

    static StockBalance balance(IncomingEvent<StockEvent> event) {
        StockEvent stock = event.data();
        return new StockBalance(
                event.subject(),
                event.version(),
                stock.place(),
                stock.nodeId(),
                stock.sku(),
                stock.balance().available(),
                stock.balance().inTransit(),
                stock.servesOrders());
    }

    private static Stream<StockTurn> turn(IncomingEvent<StockEvent> event) {
        StockEvent stock = event.data();
        boolean empty = stock.balance().available() <= 0;
        boolean wasEmpty = stock.availableBefore() <= 0;
        return stock.nodeId() == null && empty != wasEmpty
                ? Stream.of(
                        new StockTurn(event.subject(), event.version(), stock.place(), stock.sku(), stock.on(), empty))
                : Stream.empty();
    }
}
