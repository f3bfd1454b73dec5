package org.qudao.order.returning;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.qudao.order.model.Act;
import org.qudao.order.model.Inspection;
import org.qudao.order.model.Orders;
import org.qudao.order.model.Return;
import org.qudao.order.model.ReturnStep;
import org.qudao.order.model.Returns;
import org.qudao.order.model.Versioned;
import org.qudao.platform.security.Caller;
import org.qudao.platform.web.Refusal;
import org.springframework.stereotype.Component;

/**
 * Takes a return one step further: load, decide, save, and bring order and account along. They follow at once here, and in any case
 * by the event about the step, should this process die in between.
 */
@Component
class HandleReturn {

    private final Returns returns;
    private final Orders orders;
    private final Warehouses warehouses;
    private final CreditReturn creditReturn;
    private final Clock clock;

    HandleReturn(Returns returns, Orders orders, Warehouses warehouses, CreditReturn creditReturn, Clock clock) {
        this.returns = returns;
        this.orders = orders;
        this.warehouses = warehouses;
        this.creditReturn = creditReturn;
        this.clock = clock;
    }

    Versioned<Return> approve(String id, Caller caller) {
        return take(id, Return::approve, null, caller);
    }

    Versioned<Return> reject(String id, String reason, Caller caller) {
        return givingBack(take(id, Return::reject, reason, caller));
    }

    Versioned<Return> withdraw(String id, String reason, Caller caller) {
        return givingBack(take(id, Return::withdraw, reason, caller));
    }

    Versioned<Return> receive(String id, Inspection inspection, Caller caller) {
        if (returns.find(id).isEmpty()) {
            throw Refusal.notFound("return", id);
        }
        if (!warehouses.has(inspection.warehouse())) {
            throw Refusal.unprocessable(
                    "unknown-warehouse",
                    "Unknown warehouse",
                    "There is no warehouse '" + inspection.warehouse() + "'. Name the one that has the goods now.");
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), clock.getZone());
        take(id, (goods, act) -> goods.receive(inspection, today, act), null, caller);
        return creditReturn.credit(id);
    }

    private Versioned<Return> givingBack(Versioned<Return> ended) {
        Return goods = ended.value();
        orders.changeUntold(goods.orderId(), order -> order.keepReturned(goods.id(), Map.of()));
        return ended;
    }

    private Versioned<Return> take(
            String id, BiFunction<Return, Act, ReturnStep> step, @Nullable String reason, Caller caller) {
        Act act = new Act(clock.instant(), caller.subject(), reason);
        Returns.Changed changed =
                returns.change(id, goods -> step.apply(goods, act)).orElseThrow(() -> Refusal.notFound("return", id));
        return switch (changed.step()) {
            case ReturnStep.Taken taken -> new Versioned<>(changed.value(), changed.version());
            // Said again: the return is where the step leads.
            case ReturnStep.Nothing nothing -> new Versioned<>(changed.value(), changed.version());
            case ReturnStep.NotAllowed refused ->
                throw Refusal.conflict(refused.code(), refused.detail()).with("receipt", refused.receipt());
        };
    }
}
