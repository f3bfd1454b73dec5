package org.qudao.inventory.reserving;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.qudao.inventory.reservation.ReservationStatus;
import org.springframework.stereotype.Component;

@Component
final class ReservationMetrics {

    private final MeterRegistry meters;

    ReservationMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void reached(ReservationStatus status) {
        meters.counter("qudao.reservations", "outcome", status.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    /** The plan saw goods that another order took first: an oversell that did not happen. */
    void tooLate() {
        meters.counter("qudao.stock.refusals", "act", "reserve").increment();
    }
}
