package org.qudao.order.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Receivables of an account by how late they are on a day: due date = invoice date + terms.
 *
 * @param notInvoiced taken by orders whose invoice is not out yet
 * @param notDue invoiced, inside the terms
 */
public record Ageing(
        LocalDate asOf,
        BigDecimal notInvoiced,
        BigDecimal notDue,
        BigDecimal overdue1To30,
        BigDecimal overdue31To60,
        BigDecimal overdue61To90,
        BigDecimal overdueOver90) {

    public static Ageing of(CreditAccount account, LocalDate asOf) {
        BigDecimal[] sums = new BigDecimal[6];
        java.util.Arrays.fill(sums, BigDecimal.ZERO);
        for (OpenEntry entry : account.open().values()) {
            int bucket = bucket(entry, account.termsDays(), asOf);
            sums[bucket] = sums[bucket].add(entry.outstanding());
        }
        return new Ageing(asOf, sums[0], sums[1], sums[2], sums[3], sums[4], sums[5]);
    }

    private static int bucket(OpenEntry entry, int termsDays, LocalDate asOf) {
        LocalDate invoicedOn = entry.invoicedOn();
        if (invoicedOn == null) {
            return 0;
        }
        long daysLate = ChronoUnit.DAYS.between(invoicedOn.plusDays(termsDays), asOf);
        if (daysLate <= 0) {
            return 1;
        }
        return daysLate <= 30 ? 2 : daysLate <= 60 ? 3 : daysLate <= 90 ? 4 : 5;
    }
}
