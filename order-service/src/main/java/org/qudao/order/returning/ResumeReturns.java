package org.qudao.order.returning;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.qudao.order.model.Return;
import org.qudao.order.model.ReturnStatus;
import org.qudao.order.model.Returns;
import org.qudao.order.model.Versioned;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Takes up returns that a crash left undecided or uncredited, at start and from time to time. */
@Component
class ResumeReturns {

    private static final Logger log = LoggerFactory.getLogger(ResumeReturns.class);
    private static final int AT_ONCE = 500;

    private final Returns returns;
    private final DecideReturn decideReturn;
    private final CreditReturn creditReturn;
    private final Clock clock;
    private final Duration resumeAfter;
    private boolean started;

    ResumeReturns(
            Returns returns,
            DecideReturn decideReturn,
            CreditReturn creditReturn,
            Clock clock,
            @Value("${qudao.orders.resume-after}") Duration resumeAfter) {
        this.returns = returns;
        this.decideReturn = decideReturn;
        this.creditReturn = creditReturn;
        this.clock = clock;
        this.resumeAfter = resumeAfter;
    }

    /** At start all are taken up, later only those that no request can still be busy with. */
    @Scheduled(fixedDelayString = "${qudao.orders.resume-every}")
    void resume() {
        Instant before = started ? clock.instant().minus(resumeAfter) : Instant.MAX;
        for (Versioned<Return> unfinished : returns.unfinished(AT_ONCE)) {
            if (unfinished.value().transitions().getLast().at().isBefore(before)) {
                resume(unfinished);
            }
        }
        started = true;
    }

    private void resume(Versioned<Return> unfinished) {
        String id = unfinished.value().id();
        try {
            Return now = unfinished.value().status() == ReturnStatus.SUBMITTED
                    ? decideReturn.decide(unfinished)
                    : creditReturn.credit(id).value();
            log.info(
                    "Return {} was left {} and is {} now",
                    id,
                    unfinished.value().status(),
                    now.status());
        } catch (RuntimeException e) {
            // The next round tries again; the returns behind this one must not wait for it.
            log.error("Return {} is still {}", id, unfinished.value().status(), e);
        }
    }
}
