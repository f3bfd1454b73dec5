package org.qudao.order.model;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The dates of an order in the calendar of the business zone.
 *
 * @param recognisedOn the day on which the sale counts: delivery; for history the order date, unless it was called off
 */
public record OrderDates(
        LocalDate orderedOn,
        @Nullable LocalDate requestedOn,
        @Nullable LocalDate shippedOn,
        @Nullable LocalDate deliveredOn,
        @Nullable LocalDate recognisedOn) {

    public static OrderDates ordered(LocalDate on, @Nullable LocalDate requestedOn) {
        return new OrderDates(on, requestedOn, null, null, null);
    }

    OrderDates shipped(LocalDate on) {
        return new OrderDates(orderedOn, requestedOn, on, deliveredOn, recognisedOn);
    }

    OrderDates delivered(LocalDate on) {
        return new OrderDates(orderedOn, requestedOn, shippedOn, on, on);
    }
}
