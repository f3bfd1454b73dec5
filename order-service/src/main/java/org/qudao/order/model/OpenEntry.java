package org.qudao.order.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What one order holds of an account.
 *
 * @param amount what the order costs
 * @param paid of the amount, received or moved over from unallocated money
 * @param credited of the amount, for goods that came back: never owed again
 * @param since day on which the credit was taken
 * @param takenAt version of the order that the taker saw; an event of a later version that ends the order gives the entry
 *     back, one of an earlier version does not
 * @param invoicedOn from then on the terms run; null before
 */
public record OpenEntry(
        String orderId,
        BigDecimal amount,
        BigDecimal paid,
        BigDecimal credited,
        LocalDate since,
        long takenAt,
        @Nullable LocalDate invoicedOn) {

    public OpenEntry {
        if (credited.signum() < 0 || paid.signum() < 0 || paid.add(credited).compareTo(amount) > 0) {
            throw new IllegalArgumentException(
                    "order " + orderId + ": paid and credited must lie between 0 and the amount");
        }
    }

    public BigDecimal outstanding() {
        return owed().subtract(paid);
    }

    /** In the order of {@link CreditAccount#oldestFirst}. */
    public boolean isAfter(LocalDate day, String id) {
        return since.isAfter(day) || (since.equals(day) && orderId.compareTo(id) > 0);
    }

    boolean isInvoiced() {
        return invoicedOn != null;
    }

    /** Paid or not. */
    BigDecimal owed() {
        return amount.subtract(credited);
    }

    /** A fresh entry: nothing paid, nothing invoiced. */
    public static OpenEntry taken(Order order, long version) {
        return new OpenEntry(
                order.id(),
                order.total(),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                order.dates().orderedOn(),
                version,
                null);
    }

    OpenEntry paying(BigDecimal more) {
        return new OpenEntry(orderId, amount, paid.add(more), credited, since, takenAt, invoicedOn);
    }

    OpenEntry takenAt(long version) {
        return new OpenEntry(orderId, amount, paid, credited, since, version, invoicedOn);
    }

    OpenEntry invoiced(LocalDate on) {
        return new OpenEntry(orderId, amount, paid, credited, since, takenAt, on);
    }

    OpenEntry owing(BigDecimal newAmount) {
        return new OpenEntry(
                orderId, newAmount, paid.min(newAmount.subtract(credited)), credited, since, takenAt, invoicedOn);
    }

    OpenEntry crediting(BigDecimal more) {
        return new OpenEntry(
                orderId, amount, paid.min(owed().subtract(more)), credited.add(more), since, takenAt, invoicedOn);
    }
}
