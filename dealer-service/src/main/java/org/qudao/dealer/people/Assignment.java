package org.qudao.dealer.people;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A salesperson works a region from the first to the last day, both included; no end means until further notice. */
public record Assignment(String regionId, LocalDate from, @Nullable LocalDate to) {
    public Assignment {
        if (to != null && to.isBefore(from)) {
            throw new IllegalArgumentException("an assignment cannot end before it starts");
        }
    }

    boolean covers(LocalDate day) {
        return !day.isBefore(from) && (to == null || !day.isAfter(to));
    }

    boolean overlaps(Assignment other) {
        return regionId.equals(other.regionId)
                && (to == null || !to.isBefore(other.from))
                && (other.to == null || !other.to.isBefore(from));
    }
}
