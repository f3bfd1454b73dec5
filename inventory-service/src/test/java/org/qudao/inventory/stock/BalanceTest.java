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

    @Test
    void goodsOnTheWayAreNotOnHandAndSumsAreByState() {
        assertThat(new Balance(5, 2, 9).onHand()).isEqualTo(7);
        assertThat(new Balance(5, 2, 9).plus(new Balance(10, 20, 30))).isEqualTo(new Balance(15, 22, 39));
        assertThat(BalanceKey.parse(new BalanceKey("W1", "BIKE").id())).isEqualTo(new BalanceKey("W1", "BIKE"));
    }

    @Test
    void onlyAMovementBetweenTwoBalancesHasAMomentInBetween() {
        assertThat(movement(Account.reserved("W1"), Account.inTransit("D1"), 2).betweenPlaces())
                .isTrue();
        assertThat(movement(Account.available("W1"), Account.reserved("W1"), 2).betweenPlaces())
                .isFalse();
        assertThat(movement(Account.PRODUCTION, Account.available("W1"), 2).betweenPlaces())
                .isFalse();
        assertThat(movement(Account.available("W1"), Account.CUSTOMERS, 2).betweenPlaces())
                .isFalse();
    }

    @Test
    void goodsThatBecomeAvailableAtAWarehouseMayServeAnOrder() {
        assertThat(told(Account.PRODUCTION, Account.available("W1"), Place.Kind.WAREHOUSE)
                        .freesGoodsAtWarehouse())
                .isTrue();
        assertThat(told(Account.PRODUCTION, Account.available("W1"), Place.Kind.NODE)
                        .freesGoodsAtWarehouse())
                .isFalse();
        assertThat(told(Account.available("W1"), Account.reserved("W1"), Place.Kind.WAREHOUSE)
                        .freesGoodsAtWarehouse())
                .isFalse();
        assertThat(told(Account.reserved("W1"), Account.CUSTOMERS, Place.Kind.WAREHOUSE)
                        .freesGoodsAtWarehouse())
                .isFalse();
    }

    @Test
    void aPostingIsTheSameWhenItIsReadFromWhatWasTold() {
        Posting posting = posting(Account.available("W1"), Account.reserved("W1"), 5);

        assertThat(StockPosted.of(posting, Balance.ZERO, place(Place.Kind.WAREHOUSE))
                        .posting())
                .isEqualTo(posting);
    }

    @Test
    void aPostingTellsWhetherOrdersAreServedFromItsPlace() {
        Posting posting = posting(Account.PRODUCTION, Account.available("W1"), 5);
        Place sourcing = new Place("W1", "W1", Place.Kind.WAREHOUSE, null, null, true, 1);

        assertThat(StockPosted.of(posting, Balance.ZERO, sourcing).sourcing()).isTrue();
        assertThat(StockPosted.of(posting, Balance.ZERO, place(Place.Kind.WAREHOUSE))
                        .sourcing())
                .isFalse();
    }

    @Test
    void namesOfTheAccountsOutsideAreTaken() {
        assertThat(Account.isExternalName("CUSTOMERS")).isTrue();
        assertThat(Account.isExternalName("W1")).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> Account.available("CUSTOMERS"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Account("W1", StockState.EXTERNAL));
    }

    private static StockPosted told(Account from, Account to, Place.Kind kind) {
        return StockPosted.of(posting(from, to, 5), Balance.ZERO, place(kind));
    }

    private static Place place(Place.Kind kind) {
        return new Place("W1", "W1", kind, kind == Place.Kind.NODE ? "N" : null, null, false, 1);
    }

    private static Posting posting(Account from, Account to, int quantity) {
        return movement(from, to, quantity).postings().getFirst();
    }

    private static Movement movement(Account from, Account to, int quantity) {
        return new Movement("m1", "BIKE", from, to, quantity, CAUSE, LocalDate.of(2014, 1, 1));
    }
}
