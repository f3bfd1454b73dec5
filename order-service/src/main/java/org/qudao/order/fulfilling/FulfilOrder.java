package org.qudao.order.fulfilling;

import java.time.Clock;
import java.time.LocalDate;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.qudao.order.model.Act;
import org.qudao.order.model.CreditAccounts;
import org.qudao.order.model.Order;
import org.qudao.order.model.Orders;
import org.qudao.order.model.Step;
import org.qudao.order.model.Versioned;
import org.qudao.platform.security.Caller;
import org.qudao.platform.web.Refusal;
import org.springframework.stereotype.Component;

/**
 * Takes an order one step further: load, decide, save, and bring the credit account along. The account follows at once here, and in
 * any case by the event about the step, should this process die in between.
 */
@Component
class FulfilOrder {

    private final Orders orders;
    private final CreditAccounts accounts;
    private final Clock clock;

    FulfilOrder(Orders orders, CreditAccounts accounts, Clock clock) {
        this.orders = orders;
        this.accounts = accounts;
        this.clock = clock;
    }

    Versioned<Order> refuse(String id, String reason, Caller caller) {
        return givingBack(take(id, Order::refuse, reason, caller));
    }

    Versioned<Order> cancel(String id, String reason, Caller caller) {
        return givingBack(take(id, Order::cancel, reason, caller));
    }

    Versioned<Order> ship(String id, boolean shortShip, Caller caller) {
        Versioned<Order> shipped = take(
                id,
                (order, act) -> order.ship(shortShip, today(), act),
                shortShip ? "short shipment allowed" : null,
                caller);
        Order order = shipped.value();
        if (order.needsCredit()) {
            accounts.change(order.parties().nodeId(), account -> account.owe(id, order.total()));
        }
        return shipped;
    }

    Versioned<Order> deliver(String id, Caller caller) {
        return take(id, (order, act) -> order.deliver(today(), act), null, caller);
    }

    Versioned<Order> invoice(String id, Caller caller) {
        return take(id, Order::invoice, null, caller);
    }

    private Versioned<Order> givingBack(Versioned<Order> ended) {
        Order order = ended.value();
        if (order.needsCredit()) {
            accounts.giveBack(order.parties().nodeId(), order.id(), ended.version());
        }
        return ended;
    }

    private Versioned<Order> take(
            String id, BiFunction<Order, Act, Step> step, @Nullable String reason, Caller caller) {
        Act act = new Act(clock.instant(), caller.subject(), reason);
        Orders.Changed changed =
                orders.change(id, order -> step.apply(order, act)).orElseThrow(() -> Refusal.notFound("order", id));
        return switch (changed.step()) {
            case Step.Taken taken -> new Versioned<>(changed.order(), changed.version());
            // Said again: the order is where the step leads.
            case Step.Nothing nothing -> new Versioned<>(changed.order(), changed.version());
            case Step.NotAllowed refused -> throw notAllowed(refused);
        };
    }

    static Refusal notAllowed(Step.NotAllowed refused) {
        return Refusal.conflict(refused.code(), refused.detail()).with("receipt", refused.receipt());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), clock.getZone());
    }
}
