package org.qudao.inventory.reserving;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qudao.inventory.reservation.Goal;
import org.qudao.inventory.reservation.OrderNews;
import org.qudao.platform.events.IncomingEvent;

/** What the stock needs to know of an order's event. */
record OrderView(
        String id,
        String nodeId,
        String channel,
        boolean history,
        @Nullable LocalDate shippedOn,
        @Nullable LocalDate deliveredOn,
        List<Line> lines) {

    record Line(int line, String sku, int quantity, int shipped) {}

    static OrderNews news(IncomingEvent<OrderView> event, LocalDate day) {
        OrderView order = event.data();
        Goal goal =
                switch (event.type()) {
                    case "OrderApproved" -> Goal.KEEP;
                    case "OrderCancelled", "OrderRefused" -> Goal.GIVE_BACK;
                    case "OrderShipped" -> Goal.SHIP;
                    case "OrderDelivered" -> Goal.DELIVER;
                    default -> throw new IllegalArgumentException("not a type to follow: " + event.type());
                };
        LocalDate on = goal == Goal.SHIP ? order.shippedOn : goal == Goal.DELIVER ? order.deliveredOn : day;
        return new OrderNews(
                order.id,
                event.version(),
                order.nodeId,
                order.channel.equals("DIRECT"),
                goal,
                event.time(),
                on == null ? day : on,
                order.lines.stream()
                        .map(line -> new OrderNews.Line(line.line, line.sku, line.quantity, line.shipped))
                        .toList());
    }
}
