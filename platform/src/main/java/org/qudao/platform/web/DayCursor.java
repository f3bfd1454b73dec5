package org.qudao.platform.web;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** The last row of a page in a list by day, as it stands in {@code next} and {@code after}: {@code 2026-11-23_o-17}. */
public record DayCursor(LocalDate day, String id) {

    /**
     * @param after null for the first page
     * @throws Refusal 400 when it is not what {@code next} held
     */
    public static @Nullable DayCursor parse(@Nullable String after) {
        if (after == null) {
            return null;
        }
        int cut = Math.max(after.indexOf('_'), 0);
        try {
            return new DayCursor(LocalDate.parse(after.substring(0, cut)), after.substring(cut + 1));
        } catch (DateTimeParseException e) {
            throw Refusal.badRequest("after", "must be the value of 'next' of the page before");
        }
    }

    @Override
    public String toString() {
        return day + "_" + id;
    }
}
