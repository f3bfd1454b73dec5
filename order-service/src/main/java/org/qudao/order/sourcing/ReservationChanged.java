package org.qudao.order.sourcing;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.qudao.order.model.Allocation;
import org.qudao.order.model.Source;

/** What we read of the events of {@code inventory.reservation}. */
record ReservationChanged(String orderId, Status status, List<Line> lines) {

    enum Status {
        /** Inventory is still at it. */
        PENDING,
        /** Everything is reserved. */
        FULL,
        /** Something is reserved. */
        PARTIAL,
        /** Nothing is reserved. */
        WAITING,
        /** Given back after the order ended. */
        RELEASED,
        /** The goods left. */
        SHIPPED,
        /** The goods arrived. */
        DELIVERED
    }

    record Line(int line, int reserved, List<Place> sources) {
        Line {
            Objects.requireNonNull(sources, "sources");
        }

        Allocation.Line allocation() {
            return new Allocation.Line(
                    line,
                    reserved,
                    sources.stream()
                            .filter(source -> source.quantity() > 0)
                            .map(source -> new Source(source.place(), source.quantity()))
                            .toList());
        }
    }

    record Place(String place, int quantity) {}

    ReservationChanged {
        Objects.requireNonNull(orderId, "orderId");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(lines, "lines");
    }

    /** Null when the event is no answer to "what is reserved": it only follows what the order itself did. */
    @Nullable
    Allocation allocation(long version) {
        Allocation.Outcome outcome =
                switch (status) {
                    case FULL -> Allocation.Outcome.FULL;
                    case PARTIAL -> Allocation.Outcome.PARTIAL;
                    case WAITING -> Allocation.Outcome.WAITING;
                    case PENDING, RELEASED, SHIPPED, DELIVERED -> null;
                };
        if (outcome == null) {
            return null;
        }
        return new Allocation(
                version, outcome, lines.stream().map(Line::allocation).toList());
    }
}
