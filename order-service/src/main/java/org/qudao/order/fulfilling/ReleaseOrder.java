package org.qudao.order.fulfilling;

import java.time.Clock;
import org.qudao.order.model.Act;
import org.qudao.order.model.CreditAccounts;
import org.qudao.order.model.CreditAccounts.Taking;
import org.qudao.order.model.OpenEntry;
import org.qudao.order.model.Order;
import org.qudao.order.model.OrderStatus;
import org.qudao.order.model.Orders;
import org.qudao.order.model.Receipt;
import org.qudao.order.model.Step;
import org.qudao.order.model.Versioned;
import org.qudao.platform.security.Caller;
import org.qudao.platform.web.Refusal;
import org.springframework.stereotype.Component;

/**
 * Lets a held order pass. The credit is taken first; beyond the limit only when headquarters says so explicitly, and then the
 * reason stands in the order's history.
 */
@Component
class ReleaseOrder {

    private static final int MAX_ATTEMPTS = 20;

    private final Orders orders;
    private final CreditAccounts accounts;
    private final Clock clock;

    ReleaseOrder(Orders orders, CreditAccounts accounts, Clock clock) {
        this.orders = orders;
        this.accounts = accounts;
        this.clock = clock;
    }

    Versioned<Order> release(String id, String reason, boolean override, Caller caller) {
        Act act = new Act(clock.instant(), caller.subject(), override ? "OVER THE LIMIT: " + reason : reason);
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Versioned<Order> held = orders.find(id).orElseThrow(() -> Refusal.notFound("order", id));
            switch (held.value().release(act)) {
                case Step.Nothing nothing -> {
                    return held;
                }
                case Step.NotAllowed refused -> throw FulfilOrder.notAllowed(refused);
                case Step.Taken(Order released) -> {
                    takeCredit(held, override);
                    if (orders.save(released, held.version())) {
                        return new Versioned<>(released, held.version() + 1);
                    }
                    giveBackUnlessInUse(id);
                }
            }
        }
        throw Refusal.conflict("concurrent-update", "Others keep changing order '" + id + "'. Repeat the request.");
    }

    private void takeCredit(Versioned<Order> held, boolean override) {
        Order order = held.value();
        String nodeId = order.parties().nodeId();
        if (!order.needsCredit()) {
            return;
        }
        if (accounts.take(nodeId, OpenEntry.taken(order, held.version()), override)
                instanceof Taking.Insufficient(Receipt receipt)) {
            throw Refusal.unprocessable(
                            "credit-exceeded",
                            "Credit limit exceeded",
                            "Order " + order.number()
                                    + " still does not fit. To release it all the same, say override: true"
                                    + (accounts.find(nodeId).isEmpty() ? " after opening a credit account." : "."))
                    .with("receipt", receipt);
        }
    }

    /** Somebody else changed the order meanwhile; what was taken for a release that did not happen is not needed. */
    private void giveBackUnlessInUse(String id) {
        orders.find(id)
                .filter(now -> !OrderStatus.ON_CREDIT.contains(now.value().status()))
                .ifPresent(now -> accounts.giveBack(now.value().parties().nodeId(), id, now.version()));
    }
}
