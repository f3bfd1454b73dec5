package org.qudao.inventory.viewing;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What is to come of an item and promised to nobody yet.
 *
 * @param overdueSince day of the oldest receipt that should have come before today; it may never come, so nothing is expected of it
 */
record Outlook(List<Expected> expected, @Nullable LocalDate overdueSince) {

    @Schema(name = "ExpectedGoods")
    record Expected(LocalDate on, long quantity) {}

    /**
     * @param planned units by the day of their receipts
     * @param waiting units of orders that wait; they take what comes first
     */
    static Outlook of(SortedMap<LocalDate, Long> planned, long waiting, LocalDate today) {
        List<Expected> free = new ArrayList<>();
        long owed = waiting;
        for (Map.Entry<LocalDate, Long> day : planned.tailMap(today).entrySet()) {
            long taken = Math.min(owed, day.getValue());
            owed -= taken;
            if (day.getValue() > taken) {
                free.add(new Expected(day.getKey(), day.getValue() - taken));
            }
        }
        SortedMap<LocalDate, Long> late = planned.headMap(today);
        return new Outlook(free, late.isEmpty() ? null : late.firstKey());
    }
}
