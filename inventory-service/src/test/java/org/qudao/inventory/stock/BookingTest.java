package org.qudao.inventory.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.qudao.inventory.stock.Booking.Stage;

/** Several movements count together or not at all, wherever the work stops. */
class BookingTest {

    private static final BalanceKey BIKES = new BalanceKey("W1", "BIKE");
    private static final BalanceKey HELMETS = new BalanceKey("W1", "HELMET");

    private final InMemoryLedger ledger = new InMemoryLedger();
    private final List<Movement> both = List.of(sale("BIKE", 2), sale("HELMET", 3));

    @Test
    void allAreBookedWhenThereIsEnough() {
        receive("BIKE", 2);
        receive("HELMET", 4);

        Booking booked = Booking.FIRST.advance(ledger, both);

        assertThat(booked).isEqualTo(new Booking(Stage.BOOKED, 1, 2));
        assertThat(booked.ended()).isTrue();
        assertThat(ledger.balance(HELMETS)).isEqualTo(new Balance(1, 0, 0));
        assertThat(booked.advance(ledger, both)).isEqualTo(booked);
    }

    @Test
    void whatIsBookedBeforeOneFindsTooLittleIsTakenBackOnce() {
        receive("BIKE", 5);
        receive("HELMET", 2);

        Booking takingBack = Booking.FIRST.advance(ledger, both);
        assertThat(takingBack).isEqualTo(new Booking(Stage.TAKING_BACK, 1, 1));
        assertThat(takingBack.ended()).isFalse();
        assertThat(ledger.balance(BIKES).available()).isEqualTo(3);

        Booking refused = takingBack.advance(ledger, both);
        assertThat(takingBack.advance(ledger, both)).as("again after a crash").isEqualTo(refused);
        assertThat(refused).isEqualTo(new Booking(Stage.REFUSED, 1, 1));
        assertThat(refused.ended()).isTrue();
        assertThat(ledger.balance(BIKES).available()).isEqualTo(5);
        assertThat(ledger.balance(HELMETS).available()).isEqualTo(2);
        assertThat(refused.again()).isEqualTo(new Booking(Stage.BOOKING, 2, 0));
    }

    private void receive(String sku, int quantity) {
        ledger.move(movement("receive:" + sku, sku, Account.PRODUCTION, Account.available("W1"), quantity));
    }

    private static Movement sale(String sku, int quantity) {
        return movement("sale:" + sku, sku, Account.available("W1"), Account.CUSTOMERS, quantity);
    }

    private static Movement movement(String id, String sku, Account from, Account to, int quantity) {
        return new Movement(
                id, sku, from, to, quantity, new Cause(Cause.Kind.SELL_OUT, "test"), LocalDate.of(2026, 1, 15));
    }
}
