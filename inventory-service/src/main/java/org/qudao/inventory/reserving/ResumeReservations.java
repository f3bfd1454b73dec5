package org.qudao.inventory.reserving;

import java.util.concurrent.TimeUnit;
import org.qudao.inventory.reservation.Backlog;
import org.qudao.inventory.reservation.Reservations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Takes up what was interrupted, and looks again for those who wait: a net under the events, which do the same sooner. */
@Component
final class ResumeReservations {

    private static final Logger log = LoggerFactory.getLogger(ResumeReservations.class);
    private static final int AT_ONCE = 500;

    private final Reservations reservations;
    private final Backlog backlog;
    private final AdvanceReservation advance;
    private final ServeWaitingOrders serveWaiting;

    ResumeReservations(
            Reservations reservations, Backlog backlog, AdvanceReservation advance, ServeWaitingOrders serveWaiting) {
        this.reservations = reservations;
        this.backlog = backlog;
        this.advance = advance;
        this.serveWaiting = serveWaiting;
    }

    @Scheduled(initialDelay = 10, fixedDelay = 60, timeUnit = TimeUnit.SECONDS)
    void resume() {
        for (String orderId : reservations.pending(AT_ONCE)) {
            attempt("the reservation of order " + orderId, () -> advance.advance(orderId, null));
        }
        for (String sku : backlog.skus()) {
            attempt("the orders that wait for " + sku, () -> serveWaiting.serve(sku));
        }
    }

    private static void attempt(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            log.warn("Cannot resume {}; it is tried again in a minute", what, e);
        }
    }
}
