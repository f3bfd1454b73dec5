package org.qudao.forecast.recording;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.qudao.forecast.model.Balances;
import org.qudao.forecast.model.StockBalance;
import org.qudao.forecast.model.StockTurn;
import org.qudao.forecast.model.StockTurns;
import org.qudao.platform.events.IncomingEvent;
import org.springframework.stereotype.Component;

/**
 * Keeps the latest balance of every place and product, and notes when a warehouse ran out of a product or has it again. What lies where no
 * orders may be served from is nothing that a customer could have had.
 */
@Component
public class RecordStock {
    private final Balances balances;
    private final StockTurns turns;

    RecordStock(Balances balances, StockTurns turns) {
        this.balances = balances;
        this.turns = turns;
    }

    public void recordAll(List<IncomingEvent<StockEvent>> events) {
        // First, for they are found by what balances say before.
        turns.record(turns(events));
        balances.record(events.stream().map(RecordStock::balance).toList());
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

    /**
     * Whether a place served orders before an event is known from the event before it. What is told again is compared with what came later
     * and may be noted once more; it says no more than how things stood then, so that does no harm.
     */
    private List<StockTurn> turns(List<IncomingEvent<StockEvent>> events) {
        List<IncomingEvent<StockEvent>> atWarehouses =
                events.stream().filter(event -> event.data().nodeId() == null).toList();
        Set<String> idle = new HashSet<>(balances.notSourcing(
                atWarehouses.stream().map(IncomingEvent::subject).collect(Collectors.toSet())));
        List<StockTurn> found = new ArrayList<>();
        for (IncomingEvent<StockEvent> event : atWarehouses) {
            StockEvent stock = event.data();
            boolean serves = stock.servesOrders();
            boolean empty = !serves || stock.balance().available() <= 0;
            boolean wasEmpty = idle.contains(event.subject()) || stock.availableBefore() <= 0;
            if (empty != wasEmpty) {
                found.add(new StockTurn(
                        event.subject(), event.version(), stock.place(), stock.sku(), stock.on(), empty, serves));
            }
            if (serves) {
                idle.remove(event.subject());
            } else {
                idle.add(event.subject());
            }
        }
        return found;
    }
}
