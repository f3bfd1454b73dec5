package org.qudao.order.returning;

import java.util.Map;
import org.qudao.order.model.Orders;
import org.qudao.platform.events.IncomingEvent;
import org.springframework.stereotype.Component;

/**
 * Brings order and account to where the return is. The return's own events drive it, so that a crash between them heals by itself;
 * each effect recognises that it has been done.
 */
@Component
class FollowReturn {

    /** What we read of our own events. */
    record ReturnFact(String id, String orderId) {}

    private final Orders orders;
    private final CreditReturn creditReturn;

    FollowReturn(Orders orders, CreditReturn creditReturn) {
        this.orders = orders;
        this.creditReturn = creditReturn;
    }

    void follow(IncomingEvent<ReturnFact> event) {
        ReturnFact goods = event.data();
        switch (event.type()) {
            case "ReturnRejected", "ReturnWithdrawn" ->
                orders.changeUntold(goods.orderId(), order -> order.keepReturned(goods.id(), Map.of()));
            case "ReturnReceived" -> creditReturn.credit(goods.id());
            default -> throw new IllegalArgumentException("not subscribed: " + event.type());
        }
    }
}
