package org.qudao.inventory.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class BalanceTest {

    private static final Cause CAUSE = new Cause(Cause.Kind.TRANSFER, "t1");

    @Test
    void takingMoreThanIsThereIsInsufficientAndNamesWhatIsThere() {
        Posting posting = posting(Account.available("W1"), Account.reserved("W1"), 6);

        assertThat(new Balance(5, 0, 0).decide(posting))
                .isEqualTo(new Balance.Decision.Insufficient(StockState.AVAILABLE, 5));
    }

    @Test
    void reservingMovesGoodsFromAvailableToReservedInOneWrite() {
        Posting posting = posting(Account.available("W1"), Account.reserved("W1"), 5);

        assertThat(posting.side()).isEqualTo(Side.BOTH);
        assertThat(new Balance(5, 1, 0).decide(posting)).isEqualTo(new Balance.Decision.Changed(new Balance(0, 6, 0)));
    }

    @Test
    void aMovementBetweenPlacesIsDebitedBeforeItIsCredited() {
        Movement movement = movement(Account.reserved("W1"), Account.inTransit("D1"), 2);

        assertThat(movement.postings()).extracting(Posting::id).containsExactly("m1#D", "m1#C");
        assertThat(movement.postings()).extracting(Posting::place).containsExactly("W1", "D1");
    }

    @Test
    void aMovementFromOutsideIsOneCreditUnderTheMovementsOwnId() {
        Movement movement = movement(Account.PRODUCTION, Account.available("W1"), 2);

        assertThat(movement.postings()).extracting(Posting::id).containsExactly("m1");
        assertThat(movement.postings().getFirst().side()).isEqualTo(Side.CREDIT);
    }

    @Test
    void nothingMovesFromOutsideToOutsideNorInNegativeQuantity() {
        assertThatIllegalArgumentException().isThrownBy(() -> movement(Account.PRODUCTION, Account.CUSTOMERS, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> movement(Account.PRODUCTION, Account.available("W1"), 0));
    }

    private static Posting posting(Account from, Account to, int quantity) {
        return movement(from, to, quantity).postings().getFirst();
    }

    private static Movement movement(Account from, Account to, int quantity) {
        return new Movement("m1", "BIKE", from, to, quantity, CAUSE, LocalDate.of(2014, 1, 1));
    }
}
