package org.qudao.inventory.verifying;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.qudao.inventory.stock.Account;
import org.qudao.inventory.stock.Balance;
import org.qudao.inventory.stock.BalanceKey;
import org.qudao.inventory.stock.Cause;
import org.qudao.inventory.stock.Movement;
import org.qudao.inventory.stock.Posting;

class LedgerCheckTest {

    private static final BalanceKey W1 = new BalanceKey("W1", "BIKE");
    private static final BalanceKey D1 = new BalanceKey("D1", "BIKE");
    private static final Posting OPENING = movement("m1", Account.PRODUCTION, Account.available("W1"))
            .postings()
            .getFirst();
    private static final Movement TRANSFER = movement("m2", Account.available("W1"), Account.inTransit("D1"));

    private final LedgerCheck check = new LedgerCheck();

    @Test
    void aPostingThatReachesTheLedgerMeanwhileCountsOnce() {
        check.balance(W1, 1, new Balance(5, 0, 0));
        check.pending(OPENING, 1);
        check.posting(OPENING, 1);

        assertThat(check.differences()).isEmpty();
        assertThat(check.notConserved()).isEmpty();
        assertThat(check.postings()).isEqualTo(1);
    }

    @Test
    void aBalanceThatSomebodyChangedIsReported() {
        check.balance(W1, 1, new Balance(6, 0, 0));
        check.posting(OPENING, 1);

        assertThat(check.differences()).singleElement().satisfies(difference -> {
            assertThat(difference.booked()).containsExactly(6, 0, 0);
            assertThat(difference.fromLedger()).containsExactly(5, 0, 0);
        });
    }

    @Test
    void whatIsPostedAfterTheBalanceWasShownDoesNotCount() {
        check.balance(W1, 1, new Balance(5, 0, 0));
        check.posting(OPENING, 1);
        check.posting(TRANSFER.postings().getFirst(), 2);

        assertThat(check.differences()).isEmpty();
    }

    @Test
    void aDebitWithoutItsCreditIsUnfinishedAndGoodsAreStillConserved() {
        check.balance(W1, 2, Balance.ZERO);
        check.balance(D1, 1, Balance.ZERO);
        check.posting(OPENING, 1);
        check.posting(TRANSFER.postings().getFirst(), 2);

        assertThat(check.unfinished())
                .extracting(LedgerCheck.Unfinished::movementId)
                .containsExactly("m2");
        assertThat(check.notConserved()).isEmpty();
        assertThat(check.creditsWithoutDebit()).isEmpty();
    }

    @Test
    void aCreditWithoutItsDebitIsReported() {
        check.balance(D1, 1, new Balance(0, 0, 5));
        check.posting(TRANSFER.postings().getLast(), 1);

        assertThat(check.creditsWithoutDebit()).containsExactly(TRANSFER);
    }

    private static Movement movement(String id, Account from, Account to) {
        return new Movement(id, "BIKE", from, to, 5, new Cause(Cause.Kind.TRANSFER, id), LocalDate.EPOCH);
    }
}
