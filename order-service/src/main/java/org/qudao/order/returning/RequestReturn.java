package org.qudao.order.returning;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.qudao.order.model.Order;
import org.qudao.order.model.OrderIds;
import org.qudao.order.model.OrderLine;
import org.qudao.order.model.Receipt;
import org.qudao.order.model.Return;
import org.qudao.order.model.ReturnLine;
import org.qudao.order.model.ReturnPolicy;
import org.qudao.order.model.Returns;
import org.qudao.order.model.Submission;
import org.qudao.order.model.Versioned;
import org.qudao.order.tracking.OrderList;
import org.qudao.platform.security.Caller;
import org.qudao.platform.security.ScopeTree;
import org.qudao.platform.web.IdempotencyKey;
import org.qudao.platform.web.Refusal;
import org.springframework.stereotype.Component;

/**
 * Takes a return: stores it, lets it hold its pieces of the order, saves the answer. The id comes from caller and key, so a repeat
 * meets the return that is there; a crash in between is taken up by {@link ResumeReturns}.
 */
@Component
class RequestReturn {

    private final OrderList orders;
    private final Returns returns;
    private final DecideReturn decideReturn;
    private final ReturnPolicy policy;
    private final ScopeTree scopes;
    private final Clock clock;

    RequestReturn(
            OrderList orders,
            Returns returns,
            DecideReturn decideReturn,
            ReturnPolicy policy,
            ScopeTree scopes,
            Clock clock) {
        this.orders = orders;
        this.returns = returns;
        this.decideReturn = decideReturn;
        this.policy = policy;
        this.scopes = scopes;
        this.clock = clock;
    }

    RequestedReturn request(String key, ReturnRequest request, Caller caller) {
        request.check();
        Order order = orders.find(request.orderId(), scopes.scopeOf(caller))
                .orElseThrow(() -> Refusal.notFound("order", request.orderId()))
                .value();
        String id = OrderIds.returned(caller.subject(), key);
        String hash = request.hash();
        Return asked;
        try {
            asked = submitted(id, hash, order, request, caller);
        } catch (Refusal refusal) {
            // What is refused today may have been accepted yesterday under the same key, or be what that very return
            // holds: then yesterday's answer stands.
            return returns.find(id).map(before -> repeated(before, hash, key)).orElseThrow(() -> refusal);
        }
        return returns.insert(asked)
                ? answer(decideReturn.decide(new Versioned<>(asked, 1)))
                : repeated(returns.find(id).orElseThrow(), hash, key);
    }

    private RequestedReturn repeated(Versioned<Return> before, String hash, String key) {
        if (!before.value().submission().requestHash().equals(hash)) {
            throw IdempotencyKey.reused(key, "return");
        }
        return answer(decideReturn.decide(before));
    }

    private static RequestedReturn answer(Return decided) {
        Receipt refusal = decided.refusal();
        if (refusal != null) {
            throw refused(decided.orderNumber(), refusal);
        }
        return RequestedReturn.of(decided);
    }

    /** @throws Refusal 422 when the rules do not allow it as the order stands */
    private Return submitted(String id, String hash, Order order, ReturnRequest request, Caller caller) {
        // Milliseconds, as the store keeps them: the answer must be the same when it is read again.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        LocalDate today = LocalDate.ofInstant(now, clock.getZone());
        List<ReturnLine> lines = lines(order, request);
        Return asked = Return.submitted(
                id, order, lines, request.reason(), today, new Submission(hash, now, caller.subject()));
        Receipt objection = policy.objection(order, asked.requested(), today);
        if (objection != null) {
            throw refused(order.number(), objection);
        }
        return asked;
    }

    private static List<ReturnLine> lines(Order order, ReturnRequest request) {
        Map<String, OrderLine> bySku = new HashMap<>();
        order.lines().forEach(line -> bySku.putIfAbsent(line.sku(), line));
        List<ReturnLine> lines = new ArrayList<>();
        for (ReturnRequest.ReturnedLine asked : request.lines()) {
            OrderLine line = bySku.get(asked.sku());
            if (line == null) {
                throw refused(
                        order.number(),
                        Receipt.of(
                                "RETURN.NOT_IN_ORDER",
                                "Name products of the order.",
                                "order",
                                order.number(),
                                "sku",
                                asked.sku()));
            }
            lines.add(ReturnLine.requested(line, asked.quantity()));
        }
        return lines;
    }

    private static Refusal refused(String orderNumber, Receipt receipt) {
        return Refusal.unprocessable(
                        "return-refused",
                        "The goods cannot be returned",
                        "Order " + orderNumber + " cannot be returned as requested; see receipt.")
                .with("receipt", receipt);
    }
}
