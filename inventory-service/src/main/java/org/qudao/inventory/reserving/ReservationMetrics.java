package org.qudao.inventory.reserving;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.qudao.inventory.reservation.ReservationStatus;
import org.springframework.stereotype.Component;

@Component
final class ReservationMetrics {

    private final Map<ReservationStatus, Counter> reached = new EnumMap<>(ReservationStatus.class);
    private final Counter tooLate;

    /** All are there from the start: a rate is known only from the second value on. */
    ReservationMetrics(MeterRegistry meters) {
        for (ReservationStatus status : ReservationStatus.values()) {
            reached.put(
                    status,
                    meters.counter(
                            "qudao.reservations", "outcome", status.name().toLowerCase(Locale.ROOT)));
        }
        tooLate = meters.counter("qudao.stock.refusals", "act", "reserve");
    }

    void reached(ReservationStatus status) {
        Objects.requireNonNull(reached.get(status)).increment();
    }

    /** The plan saw goods that another order took first: an oversell that did not happen. */
    void tooLate() {
        tooLate.increment();
    }
}
