package org.qudao.dealer.attaining;

import java.time.DayOfWeek;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The days of the week on which nobody sells, by configuration. */
@Component
class Weekend {
    private final Set<DayOfWeek> days;

    Weekend(@Value("${qudao.dealer.weekend}") Set<DayOfWeek> days) {
        if (days.size() > 6) {
            throw new IllegalArgumentException("qudao.dealer.weekend leaves no business day");
        }
        this.days = Set.copyOf(days);
    }

    Set<DayOfWeek> days() {
        return days;
    }
}
