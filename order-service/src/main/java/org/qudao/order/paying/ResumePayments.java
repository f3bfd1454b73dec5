package org.qudao.order.paying;

import org.qudao.order.model.Payment;
import org.qudao.order.model.Payments;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Takes up payments that a crash left uncounted or unsettled, at start and from time to time. */
@Component
class ResumePayments {

    private static final Logger log = LoggerFactory.getLogger(ResumePayments.class);
    private static final int AT_ONCE = 500;

    private final Payments payments;
    private final ReceivePayment receivePayment;

    ResumePayments(Payments payments, ReceivePayment receivePayment) {
        this.payments = payments;
        this.receivePayment = receivePayment;
    }

    @Scheduled(fixedDelayString = "${qudao.orders.resume-every}")
    void resume() {
        for (Payment payment : payments.received(AT_ONCE)) {
            try {
                receivePayment.apply(payment);
                log.info("Payment {} was taken up again and is applied now", payment.id());
            } catch (RuntimeException e) {
                // The next round tries again; the payments behind this one must not wait for it.
                log.error("Payment {} is still not applied", payment.id(), e);
            }
        }
    }
}
