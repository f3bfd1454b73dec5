package org.qudao.order.crediting;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.function.UnaryOperator;
import org.qudao.order.model.CreditAccount;
import org.qudao.order.model.CreditAccounts;
import org.qudao.platform.events.IncomingEvent;
import org.springframework.stereotype.Component;

/**
 * Brings the credit account to where the order is. The order's own events drive it, so that a crash between order and account heals
 * by itself; each effect recognises that it has been done.
 */
@Component
class FollowOrder {

    /** What we read of our own events. */
    record OrderFact(String id, String nodeId, boolean history, BigDecimal total) {}

    private final CreditAccounts accounts;
    private final SettleOrder settleOrder;
    private final Clock clock;

    FollowOrder(CreditAccounts accounts, SettleOrder settleOrder, Clock clock) {
        this.accounts = accounts;
        this.settleOrder = settleOrder;
        this.clock = clock;
    }

    void follow(IncomingEvent<OrderFact> event) {
        OrderFact order = event.data();
        if (order.history()) {
            return;
        }
        switch (event.type()) {
            case "OrderHeld", "OrderRefused", "OrderCancelled" ->
                change(order, account -> account.giveBack(order.id(), event.version()));
            case "OrderShipped" -> change(order, account -> account.owe(order.id(), order.total()));
            case "OrderInvoiced" -> {
                LocalDate on = LocalDate.ofInstant(event.time(), clock.getZone());
                change(order, account -> account.invoice(order.id(), on));
                settleOrder.settle(order.nodeId(), order.id());
            }
            case "OrderPaid" -> accounts.change(order.nodeId(), account -> account.close(order.id()));
            default -> throw new IllegalArgumentException("not subscribed: " + event.type());
        }
    }

    private void change(OrderFact order, UnaryOperator<CreditAccount> change) {
        accounts.change(order.nodeId(), change).ifPresent(settleOrder::settleAll);
    }
}
