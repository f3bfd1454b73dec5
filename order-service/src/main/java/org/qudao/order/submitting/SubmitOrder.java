package org.qudao.order.submitting;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.qudao.order.model.Order;
import org.qudao.order.model.OrderDates;
import org.qudao.order.model.OrderIds;
import org.qudao.order.model.Orders;
import org.qudao.order.model.Parties;
import org.qudao.order.model.Submission;
import org.qudao.order.model.Versioned;
import org.qudao.order.quoting.OrderRequest;
import org.qudao.order.quoting.Quote;
import org.qudao.order.quoting.Quoting;
import org.qudao.platform.security.Caller;
import org.qudao.platform.web.IdempotencyKey;
import org.qudao.platform.web.Refusal;
import org.springframework.stereotype.Component;

/**
 * Takes an order: stores it, answers the credit question, saves the answer. The id comes from caller and key, so a repeat meets
 * the order that is there and gets the answer that was given; a crash in between is taken up by {@link ResumeSubmitted}.
 */
@Component
class SubmitOrder {

    private final Quoting quoting;
    private final Orders orders;
    private final DecideOrder decideOrder;
    private final String currency;
    private final Clock clock;
    private final Timer timer;

    SubmitOrder(
            Quoting quoting,
            Orders orders,
            DecideOrder decideOrder,
            java.util.Currency currency,
            Clock clock,
            MeterRegistry meters) {
        this.quoting = quoting;
        this.orders = orders;
        this.decideOrder = decideOrder;
        this.currency = currency.getCurrencyCode();
        this.clock = clock;
        this.timer = Timer.builder("qudao.orders.submit")
                .description("From the checked request to the credit decision")
                .publishPercentileHistogram()
                .register(meters);
    }

    SubmittedOrder submit(String key, OrderRequest request, Caller caller) {
        Timer.Sample sample = Timer.start();
        String nodeId = quoting.buyer(request, caller);
        String id = OrderIds.submitted(caller.subject(), key);
        String hash = hash(nodeId, request);
        Quote quote;
        try {
            quote = quoting.quote(nodeId, request);
        } catch (Refusal refusal) {
            // What is refused today may have been accepted yesterday under the same key: then yesterday's answer
            // stands.
            return orders.find(id).map(before -> repeated(before, hash, key)).orElseThrow(() -> refusal);
        }
        Order order = order(id, hash, quote, request, caller, false);
        Orders.Insertion insertion = orders.insert(order);
        if (insertion == Orders.Insertion.NUMBER_TAKEN) {
            order = order(id, hash, quote, request, caller, true);
            insertion = orders.insert(order);
        }
        SubmittedOrder answer =
                switch (insertion) {
                    case INSERTED -> SubmittedOrder.of(decideOrder.decide(new Versioned<>(order, 1)));
                    case ID_TAKEN -> {
                        Optional<Versioned<Order>> before = orders.find(id);
                        yield repeated(before.orElseThrow(), hash, key);
                    }
                    case NUMBER_TAKEN -> throw Refusal.conflict("number-taken", "Repeat the request with another key.");
                };
        sample.stop(timer);
        return answer;
    }

    private SubmittedOrder repeated(Versioned<Order> before, String hash, String key) {
        Submission submission = before.value().submission();
        if (submission == null || !submission.requestHash().equals(hash)) {
            throw IdempotencyKey.reused(key, "order");
        }
        return SubmittedOrder.of(decideOrder.decide(before));
    }

    private Order order(
            String id, String hash, Quote quote, OrderRequest request, Caller caller, boolean numberCollided) {
        // Milliseconds, as the store keeps them: the answer must be the same when it is read again.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        LocalDate today = LocalDate.ofInstant(now, clock.getZone());
        return Order.submitted(
                id,
                OrderIds.number(id, today, numberCollided),
                new Parties(quote.node().id(), quote.channel(), null, null),
                OrderDates.ordered(today, request.requestedOn()),
                currency,
                quote.lines(),
                new Submission(hash, now, caller.subject()));
    }

    /** Two requests are the same when they ask for the same, whatever their JSON looks like: the own node may be named or not. */
    static String hash(String nodeId, OrderRequest request) {
        StringBuilder canonical = new StringBuilder(nodeId).append('\n').append(request.requestedOn());
        request.lines()
                .forEach(line ->
                        canonical.append('\n').append(line.sku()).append(' ').append(line.quantity()));
        return IdempotencyKey.hash(canonical.toString());
    }
}
