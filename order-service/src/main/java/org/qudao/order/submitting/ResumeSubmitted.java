package org.qudao.order.submitting;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.qudao.order.model.Order;
import org.qudao.order.model.Orders;
import org.qudao.order.model.Submission;
import org.qudao.order.model.Versioned;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Takes up orders whose credit question a crash left open, at start and from time to time. */
@Component
class ResumeSubmitted {

    private static final Logger log = LoggerFactory.getLogger(ResumeSubmitted.class);
    private static final int AT_ONCE = 500;

    private final Orders orders;
    private final DecideOrder decideOrder;
    private final Clock clock;
    private final Duration resumeAfter;
    private boolean started;

    ResumeSubmitted(
            Orders orders,
            DecideOrder decideOrder,
            Clock clock,
            @Value("${qudao.orders.resume-after}") Duration resumeAfter) {
        this.orders = orders;
        this.decideOrder = decideOrder;
        this.clock = clock;
        this.resumeAfter = resumeAfter;
    }

    /** At start every undecided order is taken up, later only those that no request can still be busy with. */
    @Scheduled(fixedDelayString = "${qudao.orders.resume-every}")
    void resume() {
        Instant before = started ? clock.instant().minus(resumeAfter) : Instant.MAX;
        for (String id : orders.undecided(AT_ONCE)) {
            orders.find(id).filter(order -> submittedBefore(order, before)).ifPresent(this::resume);
        }
        started = true;
    }

    private void resume(Versioned<Order> order) {
        try {
            Order decided = decideOrder.decide(order);
            log.info("Order {} was left undecided and is {} now", decided.number(), decided.status());
        } catch (RuntimeException e) {
            // The next round tries again; the orders behind this one must not wait for it.
            log.error("Order {} is still undecided", order.value().number(), e);
        }
    }

    private static boolean submittedBefore(Versioned<Order> order, Instant moment) {
        Submission submission = order.value().submission();
        return submission == null || submission.at().isBefore(moment);
    }
}
