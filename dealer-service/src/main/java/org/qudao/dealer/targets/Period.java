package org.qudao.dealer.targets;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/** Days from the first to the last, both included. */
public record Period(LocalDate from, LocalDate to) {
    public Period {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("a period cannot end before it starts");
        }
    }

    public int days() {
        return Math.toIntExact(ChronoUnit.DAYS.between(from, to) + 1);
    }

    public boolean contains(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }

    public boolean overlaps(Period other) {
        return !from.isAfter(other.to) && !other.from.isAfter(to);
    }

    public Period common(Period other) {
        return new Period(from.isAfter(other.from) ? from : other.from, to.isBefore(other.to) ? to : other.to);
    }

    /** Days of the period that are not in the weekend; public holidays are not known. */
    public long businessDays(Set<DayOfWeek> weekend) {
        return from.datesUntil(to.plusDays(1))
                .filter(day -> !weekend.contains(day.getDayOfWeek()))
                .count();
    }
}
