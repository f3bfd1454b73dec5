package org.qudao.order.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class CreditAccountTest {

    private static final LocalDate DAY = LocalDate.parse("2026-01-01");
    private final CreditAccount account = CreditAccount.opened("D1", new BigDecimal("100"), "USD", 30);

    @Test
    void anEventOfAnEarlierVersionDoesNotGiveBackWhatALaterDecisionTook() {
        CreditAccount released = account.take(entry("O1", 40, 2), false).orElseThrow();

        assertThat(released.giveBack("O1", 2)).isEqualTo(released);
        assertThat(released.giveBack("O1", 3).open()).isEmpty();
    }

    @Test
    void aReleaseThatFindsAnEntryLeftFromBeforeMakesItItsOwn() {
        CreditAccount left = account.take(entry("O1", 40, 1), false).orElseThrow();
        CreditAccount released = left.take(entry("O1", 40, 2), false).orElseThrow();

        assertThat(released.available()).isEqualByComparingTo("60");
        assertThat(released.giveBack("O1", 2)).isEqualTo(released);
    }

    @Test
    void anAdvanceMakesCreditForANodeWithoutLimit() {
        CreditAccount prepaid = CreditAccount.opened("D1", BigDecimal.ZERO, "USD", 0);

        assertThat(prepaid.take(entry("O1", 10, 1), false)).isEmpty();
        CreditAccount paid = prepaid.receive("P1", BigDecimal.TEN, null);
        assertThat(paid.take(entry("O1", 10, 1), false)).isPresent();
    }

    @Test
    void loweringTheLimitBelowTheExposureStopsTakingUntilItRecovers() {
        CreditAccount lowered =
                account.take(entry("O1", 80, 1), false).orElseThrow().changeTerms(new BigDecimal("50"), 30);

        assertThat(lowered.available()).isEqualByComparingTo("-30");
        assertThat(lowered.take(entry("O2", 1, 1), false)).isEmpty();
        assertThat(lowered.giveBack("O1", 2).available()).isEqualByComparingTo("50");
    }

    @Test
    void ageingFollowsInvoiceAndTerms() {
        CreditAccount invoiced = account.take(entry("O1", 10, 1), false)
                .orElseThrow()
                .take(entry("O2", 20, 1), false)
                .orElseThrow()
                .invoice("O1", DAY);

        assertThat(Ageing.of(invoiced, DAY.plusDays(30)).notDue()).isEqualByComparingTo("10");
        assertThat(Ageing.of(invoiced, DAY.plusDays(31)).overdue1To30()).isEqualByComparingTo("10");
        assertThat(Ageing.of(invoiced, DAY.plusDays(61)).overdue31To60()).isEqualByComparingTo("10");
        assertThat(Ageing.of(invoiced, DAY.plusDays(91)).overdue61To90()).isEqualByComparingTo("10");
        assertThat(Ageing.of(invoiced, DAY.plusDays(121)).overdueOver90()).isEqualByComparingTo("10");
        assertThat(Ageing.of(invoiced, DAY).notInvoiced()).isEqualByComparingTo("20");
    }

    @Test
    void theReceiptNamesTheNumbersAndTheWayOut() {
        CreditAccount used = account.take(entry("O1", 80, 1), false).orElseThrow();

        Receipt receipt = CreditAccount.tooLittleFor(new BigDecimal("25.5"), "D1", used);

        assertThat(receipt.inputs()).containsEntry("available", "20.00").containsEntry("missing", "5.50");
        assertThat(receipt.remedy()).contains("5.50");
    }

    private static OpenEntry entry(String order, int amount, long takenAt) {
        return new OpenEntry(order, BigDecimal.valueOf(amount), BigDecimal.ZERO, DAY, takenAt, null);
    }
}
