package org.qudao.order.submitting;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.qudao.order.model.Act;
import org.qudao.order.model.CreditAccounts;
import org.qudao.order.model.CreditAccounts.Taking;
import org.qudao.order.model.CreditDecision;
import org.qudao.order.model.OpenEntry;
import org.qudao.order.model.Order;
import org.qudao.order.model.OrderStatus;
import org.qudao.order.model.Orders;
import org.qudao.order.model.Receipt;
import org.qudao.order.model.Step;
import org.qudao.order.model.Versioned;
import org.springframework.stereotype.Component;

/**
 * Answers the credit question of a submitted order exactly once. Several may try at the same time (the request, its repeat, the
 * sweep): they share one entry in the account, the first save wins, and a loser whose take the winner did not count on gives back.
 */
@Component
class DecideOrder {

    private final Orders orders;
    private final CreditAccounts accounts;
    private final Clock clock;
    private final Counter held;

    DecideOrder(Orders orders, CreditAccounts accounts, Clock clock, MeterRegistry meters) {
        this.orders = orders;
        this.accounts = accounts;
        this.clock = clock;
        this.held = Counter.builder("qudao.orders.held")
                .description("Orders held at submit")
                .register(meters);
    }

    /** @return the order with its decision, whoever made it */
    Order decide(Versioned<Order> submitted) {
        Order order = submitted.value();
        if (order.status() != OrderStatus.SUBMITTED) {
            return order;
        }
        CreditDecision decision = answer(order, submitted.version());
        Receipt receipt = decision.receipt();
        Act act = new Act(clock.instant(), "system:credit", receipt == null ? null : receipt.ruleId());
        if (order.decide(decision, act) instanceof Step.Taken(Order next) && orders.save(next, submitted.version())) {
            if (receipt != null) {
                held.increment();
            }
            return next;
        }
        Versioned<Order> winner = orders.find(order.id()).orElseThrow();
        if (!OrderStatus.ON_CREDIT.contains(winner.value().status())) {
            accounts.giveBack(order.parties().nodeId(), order.id(), winner.version());
        }
        return winner.value();
    }

    private CreditDecision answer(Order order, long version) {
        if (!order.needsCredit()) {
            return CreditDecision.APPROVED;
        }
        return switch (accounts.take(order.parties().nodeId(), OpenEntry.taken(order, version), false)) {
            case Taking.Taken() -> CreditDecision.APPROVED;
            case Taking.Insufficient(Receipt receipt) -> CreditDecision.held(receipt);
        };
    }
}
