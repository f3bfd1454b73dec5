package org.qudao.forecast.recording;

import java.util.List;
import java.util.Set;
import org.qudao.forecast.model.DemandHistory;
import org.qudao.forecast.model.OrderDemand;
import org.qudao.platform.events.IncomingEvent;
import org.springframework.stereotype.Component;

/**
 * Keeps what every order adds to demand: units wanted, on the day of the order, whatever was delivered. An order that was
 * refused or cancelled adds nothing. An imported one takes no stock and so never waits for any.
 */
@Component
public class RecordDemand {
    private static final Set<String> NO_DEMAND = Set.of("CANCELLED", "REFUSED");
    private static final Set<String> WAITING_FOR_STOCK = Set.of("BACK_ORDERED", "PARTLY_SOURCED");

    private final DemandHistory history;

    RecordDemand(DemandHistory history) {
        this.history = history;
    }

    public void recordAll(List<IncomingEvent<OrderEvent>> events) {
        history.record(events.stream().map(RecordDemand::demand).toList());
    }

    static OrderDemand demand(IncomingEvent<OrderEvent> event) {
        OrderEvent order = event.data();
        List<OrderEvent.Line> lines = order.lines() == null ? List.of() : order.lines();
        boolean waiting = !order.history() && WAITING_FOR_STOCK.contains(order.status());
        return new OrderDemand(
                order.id(),
                event.version(),
                order.nodeId(),
                order.channel(),
                order.orderedOn(),
                !NO_DEMAND.contains(order.status()),
                order.history(),
                lines.stream().map(line -> line(line, order.history(), waiting)).toList());
    }

    private static OrderDemand.Line line(OrderEvent.Line line, boolean history, boolean waiting) {
        long reserved = history ? 0 : Math.max(0, line.sourced() - line.shipped());
        long backOrdered = waiting ? Math.max(0, line.quantity() - line.sourced() - line.shortShipped()) : 0;
        return new OrderDemand.Line(
                line.sku(), line.quantity(), line.shortShipped(), backOrdered, reserved, line.netAmount());
    }
}
