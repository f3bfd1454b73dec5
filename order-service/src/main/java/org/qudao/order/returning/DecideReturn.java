package org.qudao.order.returning;

import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.qudao.order.model.Act;
import org.qudao.order.model.Orders;
import org.qudao.order.model.Receipt;
import org.qudao.order.model.Return;
import org.qudao.order.model.ReturnPolicy;
import org.qudao.order.model.ReturnStatus;
import org.qudao.order.model.ReturnStep;
import org.qudao.order.model.Returns;
import org.qudao.order.model.Step;
import org.qudao.order.model.Versioned;
import org.springframework.stereotype.Component;

/**
 * Lets a submitted return hold its pieces of the order, exactly once. Several may try at the same time (the request, its repeat, the
 * sweep): they hold the same pieces, and the first save wins. Whoever held pieces for a return that ended meanwhile gives them back.
 */
@Component
class DecideReturn {

    private final Returns returns;
    private final Orders orders;
    private final ReturnPolicy policy;
    private final Clock clock;

    DecideReturn(Returns returns, Orders orders, ReturnPolicy policy, Clock clock) {
        this.returns = returns;
        this.orders = orders;
        this.policy = policy;
        this.clock = clock;
    }

    /** @return the return with its decision, whoever made it */
    Return decide(Versioned<Return> submitted) {
        Return asked = submitted.value();
        if (asked.status() != ReturnStatus.SUBMITTED) {
            return asked;
        }
        Receipt objection = claim(asked);
        Act act = new Act(clock.instant(), "system:returns", objection == null ? null : objection.ruleId());
        if (asked.decide(objection, act) instanceof ReturnStep.Taken(Return next)
                && returns.save(next, submitted.version())) {
            return next;
        }
        Return winner = returns.find(asked.id()).orElseThrow().value();
        if (winner.status().holdsNothing()) {
            giveBack(winner);
        }
        return winner;
    }

    private @Nullable Receipt claim(Return asked) {
        Orders.Changed order = orders.changeUntold(
                        asked.orderId(),
                        found -> found.claim(asked.id(), asked.requested(), asked.requestedOn(), policy))
                .orElseThrow();
        return order.step() instanceof Step.NotAllowed refused ? refused.receipt() : null;
    }

    private void giveBack(Return ended) {
        orders.changeUntold(ended.orderId(), order -> order.keepReturned(ended.id(), Map.of()));
    }
}
