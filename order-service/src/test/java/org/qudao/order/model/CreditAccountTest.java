package org.qudao.order.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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
    void goodsThatCameBackAreNotOwedAndNotPaidTwice() {
        CreditAccount paidInPart =
                account.take(entry("O1", 40, 1), false).orElseThrow().receive("P1", BigDecimal.TEN, "O1");

        CreditAccount credited = paidInPart.credit("R1", "O1", BigDecimal.valueOf(25));
        assertThat(credited.exposure()).isEqualByComparingTo("5");
        assertThat(credited.available()).isEqualByComparingTo("95");
        assertThat(credited.unallocated()).isEqualByComparingTo("0");
        assertThat(credited.isApplyingTo("O1")).isTrue();
        assertThat(credited.credit("R1", "O1", BigDecimal.valueOf(25))).isEqualTo(credited);

        CreditAccount more = credited.credit("R2", "O1", BigDecimal.valueOf(12));
        assertThat(more.exposure()).isEqualByComparingTo("0");
        assertThat(more.unallocated()).isEqualByComparingTo("7");
        assertThat(more.owe("O1", BigDecimal.valueOf(40)))
                .as("the shipment told again")
                .isEqualTo(more);
        assertThat(more.close("O1").open()).isEmpty();
    }

    @Test
    void goodsOfAPaidOrderAreMoneyForTheNext() {
        CreditAccount credited = account.credit("R1", "O1", BigDecimal.valueOf(25));

        assertThat(credited.unallocated()).isEqualByComparingTo("25");
        assertThat(credited.available()).isEqualByComparingTo("125");
        CreditAccount next =
                credited.take(entry("O2", 30, 1), false).orElseThrow().invoice("O2", DAY);
        assertThat(next.exposure()).isEqualByComparingTo("5");
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
        assertThat(Ageing.of(invoiced, DAY.plusDays(60)).overdue1To30()).isEqualByComparingTo("10");
        assertThat(Ageing.of(invoiced, DAY.plusDays(61)).overdue31To60()).isEqualByComparingTo("10");
        assertThat(Ageing.of(invoiced, DAY.plusDays(90)).overdue31To60()).isEqualByComparingTo("10");
        assertThat(Ageing.of(invoiced, DAY.plusDays(91)).overdue61To90()).isEqualByComparingTo("10");
        assertThat(Ageing.of(invoiced, DAY.plusDays(120)).overdue61To90()).isEqualByComparingTo("10");
        assertThat(Ageing.of(invoiced, DAY.plusDays(121)).overdueOver90()).isEqualByComparingTo("10");
        assertThat(Ageing.of(invoiced, DAY).notInvoiced()).isEqualByComparingTo("20");
    }

    @Test
    void aPaymentServesTheOldestFirstOrOnlyTheOrderItIsMeantFor() {
        CreditAccount open = account.take(entry("O1", 40, 1), false)
                .orElseThrow()
                .take(
                        new OpenEntry(
                                "O2",
                                BigDecimal.valueOf(20),
                                BigDecimal.ZERO,
                                BigDecimal.ZERO,
                                DAY.minusDays(1),
                                1,
                                null),
                        false)
                .orElseThrow();

        CreditAccount oldest = open.receive("P", BigDecimal.valueOf(25), null);
        assertThat(oldest.applying().get("P").byOrder())
                .containsExactlyInAnyOrderEntriesOf(Map.of("O2", BigDecimal.valueOf(20), "O1", BigDecimal.valueOf(5)));
        CreditAccount meant = open.receive("P", BigDecimal.valueOf(50), "O1");
        assertThat(meant.applying().get("P").byOrder()).containsExactlyEntriesOf(Map.of("O1", BigDecimal.valueOf(40)));
        assertThat(meant.unallocated()).isEqualByComparingTo("10");
        assertThat(open.receive("P", BigDecimal.valueOf(20), null)
                        .applying()
                        .get("P")
                        .byOrder())
                .containsOnlyKeys("O2");
    }

    @Test
    void moneyThatAnOrderDoesNotNeedAnyMorePaysWhatIsInvoicedTheOldestFirst() {
        CreditAccount open = CreditAccount.opened("D1", new BigDecimal("1000"), "USD", 30)
                .take(entry("O1", 100, 1), false)
                .orElseThrow()
                .take(entry("O2", 20, 1), false)
                .orElseThrow()
                .take(entry("O3", 60, 1), false)
                .orElseThrow()
                .invoice("O2", DAY)
                .invoice("O1", DAY)
                .receive("P1", BigDecimal.valueOf(60), "O3");
        BigDecimal sixty = BigDecimal.valueOf(60);

        for (CreditAccount freed :
                List.of(open.giveBack("O3", 2), open.credit("R1", "O3", sixty), open.owe("O3", BigDecimal.ZERO))) {
            assertThat(freed.unallocated()).isEqualByComparingTo("0");
            assertThat(freed.open().get("O1").outstanding()).isEqualByComparingTo("40");
            assertThat(freed.open().get("O2").outstanding()).isEqualByComparingTo("20");
            assertThat(freed.paidUp()).isEmpty();
            CreditAccount paid = freed.receive("P2", BigDecimal.valueOf(70), "O1");
            assertThat(paid.paidUp()).containsExactlyInAnyOrder("O1", "O2");
            assertThat(paid.applying().get("P2").byOrder())
                    .containsEntry("O1", BigDecimal.valueOf(40))
                    .containsEntry("O2", BigDecimal.valueOf(20));
            assertThat(paid.unallocated()).isEqualByComparingTo("10");
        }
    }

    @Test
    void anEntryIsClosedWhenItIsPaidAndNotBefore() {
        CreditAccount open = account.take(entry("O1", 40, 1), false).orElseThrow();

        assertThat(open.close("O1")).isEqualTo(open);
        assertThat(open.receive("P", BigDecimal.valueOf(40), "O1").close("O1").open())
                .isEmpty();
    }

    @Test
    void aShortShipmentOwesLessAndFreesWhatWasPaidTooMuch() {
        CreditAccount paid =
                account.take(entry("O1", 40, 1), false).orElseThrow().receive("P", BigDecimal.valueOf(30), "O1");

        CreditAccount owing = paid.owe("O1", BigDecimal.valueOf(20));

        assertThat(owing.open().get("O1").outstanding()).isZero();
        assertThat(owing.unallocated()).isEqualByComparingTo("10");
        assertThat(owing.available()).isEqualByComparingTo("110");
        assertThat(paid.owe("O1", new BigDecimal("40.00"))).isSameAs(paid);
        assertThat(paid.owe("O2", BigDecimal.ONE)).isSameAs(paid);
    }

    @Test
    void aNodeWithoutAnAccountPaysInAdvance() {
        assertThat(CreditAccount.tooLittleFor(BigDecimal.TEN, "D1", null).ruleId())
                .isEqualTo("CREDIT.PREPAY");
    }

    @Test
    void theReceiptNamesTheNumbersAndTheWayOut() {
        CreditAccount used = account.take(entry("O1", 80, 1), false).orElseThrow();

        Receipt receipt = CreditAccount.tooLittleFor(new BigDecimal("25.5"), "D1", used);

        assertThat(receipt.inputs()).containsEntry("available", "20.00").containsEntry("missing", "5.50");
        assertThat(receipt.remedy()).contains("5.50");
    }

    private static OpenEntry entry(String order, int amount, long takenAt) {
        return new OpenEntry(order, BigDecimal.valueOf(amount), BigDecimal.ZERO, BigDecimal.ZERO, DAY, takenAt, null);
    }
}
