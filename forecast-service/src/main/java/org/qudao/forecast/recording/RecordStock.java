package org.qudao.forecast.recording;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.qudao.forecast.model.Balances;
import org.qudao.forecast.model.PlannedReceipts;
import org.qudao.forecast.model.StockBalance;
import org.qudao.platform.events.IncomingEvent;
import org.springframework.stereotype.Component;

/** Keeps the latest balance of every place and product, and notes which accepted proposals have arrived. */
@Component
public class RecordStock {
    private static final String RECEIPT = "RECEIPT";

    private final Balances balances;
    private final PlannedReceipts planned;

    RecordStock(Balances balances, PlannedReceipts planned) {
        this.balances = balances;
        this.planned = planned;
    }

    public void recordAll(List<IncomingEvent<StockEvent>> events) {
        balances.record(events.stream().map(RecordStock::balance).toList());
        planned.arrived(events.stream().flatMap(RecordStock::receipt).distinct().toList());
    }

    private static StockBalance balance(IncomingEvent<StockEvent> event) {
        StockEvent stock = event.data();
        return new StockBalance(
                event.subject(),
                event.version(),
                stock.place(),
                stock.placeKind().equals("WAREHOUSE"),
                stock.sku(),
                stock.balance().available(),
                stock.balance().inTransit());
    }

    private static Stream<String> receipt(IncomingEvent<StockEvent> event) {
        StockEvent.Cause cause = event.data().cause();
        return cause != null && cause.kind().equals(RECEIPT)
                ? Stream.of(cause.reference()).filter(Objects::nonNull)
                : Stream.empty();
    }
}
