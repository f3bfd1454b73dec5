package org.qudao.order.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What one order holds of an account.
 *
 * @param paid of the amount, received or moved over from unallocated money
 * @param since day on which the credit was taken
 * @param takenAt version of the order that the taker saw; an event of a later version that ends the order gives the entry
 *     back, one of an earlier version does not
 * @param invoicedOn from then on the terms run; null before
 */
public record OpenEntry(
        String orderId,
        BigDecimal amount,
        BigDecimal paid,
        LocalDate since,
        long takenAt,
        @Nullable LocalDate invoicedOn) {

    public OpenEntry {
        if (paid.signum() < 0 || paid.compareTo(amount) > 0) {
            throw new IllegalArgumentException("order " + orderId + ": paid must lie between 0 and the amount");
        }
    }

    public BigDecimal outstanding() {
        return amount.subtract(paid);
    }

    /** A fresh entry: nothing paid, nothing invoiced. */
    public static OpenEntry taken(Order order, long version) {
        return new OpenEntry(
                order.id(), order.total(), BigDecimal.ZERO, order.dates().orderedOn(), version, null);
    }

    OpenEntry paying(BigDecimal more) {
        return new OpenEntry(orderId, amount, paid.add(more), since, takenAt, invoicedOn);
    }

    OpenEntry takenAt(long version) {
        return new OpenEntry(orderId, amount, paid, since, version, invoicedOn);
    }

    OpenEntry invoiced(LocalDate on) {
        return new OpenEntry(orderId, amount, paid, since, takenAt, on);
    }

    OpenEntry owing(BigDecimal newAmount) {
        return new OpenEntry(orderId, newAmount, paid.min(newAmount), since, takenAt, invoicedOn);
    }
}
