package org.qudao.inventory.transferring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.qudao.inventory.stock.Account;
import org.qudao.inventory.stock.Balance;
import org.qudao.inventory.stock.BalanceKey;
import org.qudao.inventory.stock.Booking;
import org.qudao.inventory.stock.Cause;
import org.qudao.inventory.stock.Crashes;
import org.qudao.inventory.stock.CrashingLedger;
import org.qudao.inventory.stock.DocumentsInMemory;
import org.qudao.inventory.stock.InMemoryLedger;
import org.qudao.inventory.stock.Movement;
import org.qudao.inventory.transferring.Transfer.Line;

class TransferStockTest {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 15);

    private final Crashes crashes = new Crashes();
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TransfersInMemory transfers = new TransfersInMemory(crashes);
    private final TransferStock transferring =
            new TransferStock(transfers, new CrashingLedger(ledger, crashes), meters);

    @Test
    void allLinesLeaveBeforeAnyArrives() {
        receive("BIKE", 5);
        receive("HELMET", 5);

        assertThat(transferring.transfer(transfer("T1", new Line("BIKE", 3), new Line("HELMET", 5))))
                .isInstanceOf(TransferStock.Result.Booked.class);

        assertThat(ledger.all())
                .containsEntry(new BalanceKey("W1", "BIKE"), new Balance(2, 0, 0))
                .containsEntry(new BalanceKey("W2", "BIKE"), new Balance(3, 0, 0))
                .containsEntry(new BalanceKey("W2", "HELMET"), new Balance(5, 0, 0));
        assertThat(ledger.postings())
                .filteredOn(posting -> posting.movement().cause().equals(new Cause(Cause.Kind.TRANSFER, "T1")))
                .extracting(
                        posting -> posting.movement().id(),
                        posting -> posting.movement().to(),
                        posting -> posting.movement().on())
                .containsExactly(
                        tuple("transfer:T1:BIKE:send:1", Account.inTransit("W2"), DAY),
                        tuple("transfer:T1:BIKE:send:1", Account.inTransit("W2"), DAY),
                        tuple("transfer:T1:HELMET:send:1", Account.inTransit("W2"), DAY),
                        tuple("transfer:T1:HELMET:send:1", Account.inTransit("W2"), DAY),
                        tuple("transfer:T1:BIKE:arrive:1", Account.available("W2"), DAY),
                        tuple("transfer:T1:HELMET:arrive:1", Account.available("W2"), DAY));
    }

    @Test
    void whereOneLineFindsTooLittleNothingMoves() {
        receive("BIKE", 5);
        receive("HELMET", 1);

        assertThat(transferring.transfer(transfer("T1", new Line("BIKE", 5), new Line("HELMET", 2))))
                .isEqualTo(new TransferStock.Result.TooLittle(List.of(new TransferStock.Shortage("HELMET", 2, 1))));

        assertThat(ledger.balance(new BalanceKey("W1", "BIKE"))).isEqualTo(new Balance(5, 0, 0));
        assertThat(transfers.find("T1")).isEmpty();
        assertThat(meters.counter("qudao.stock.refusals", "act", "transfer").count())
                .isEqualTo(1);
    }

    @Test
    void whereSomebodyTakesTheGoodsMeanwhileWhatHadLeftComesBack() {
        receive("BIKE", 5);
        receive("HELMET", 2);
        crashes.beforeTaking(() -> sell("HELMET", 1));

        assertThat(transferring.transfer(transfer("T1", new Line("BIKE", 5), new Line("HELMET", 2))))
                .isEqualTo(new TransferStock.Result.TooLittle(List.of(new TransferStock.Shortage("HELMET", 2, 1))));

        assertThat(ledger.balance(new BalanceKey("W1", "BIKE"))).isEqualTo(new Balance(5, 0, 0));
        assertThat(ledger.balance(new BalanceKey("W2", "BIKE"))).isEqualTo(Balance.ZERO);
        assertThat(transfers.find("T1").orElseThrow().value().booking().stage()).isEqualTo(Booking.Stage.REFUSED);
    }

    @Test
    void aRefusedTransferMayBeTriedAgainWithWhatIsThere() {
        whereSomebodyTakesTheGoodsMeanwhileWhatHadLeftComesBack();

        assertThat(transferring.transfer(transfer("T1", new Line("BIKE", 5), new Line("HELMET", 2))))
                .as("still too little")
                .isInstanceOf(TransferStock.Result.TooLittle.class);
        assertThat(transferring.transfer(transfer("T1", new Line("BIKE", 5), new Line("HELMET", 1))))
                .isInstanceOf(TransferStock.Result.Booked.class);

        assertThat(ledger.balance(new BalanceKey("W2", "BIKE"))).isEqualTo(new Balance(5, 0, 0));
        assertThat(ledger.balance(new BalanceKey("W2", "HELMET"))).isEqualTo(new Balance(1, 0, 0));
    }

    @Test
    void theSameTransferAgainIsKnownAndAnotherUnderItsIdRefused() {
        receive("BIKE", 9);
        Transfer transfer = transfer("T1", new Line("BIKE", 3));
        Transfer booked = ((TransferStock.Result.Booked) transferring.transfer(transfer)).transfer();

        assertThat(transferring.transfer(transfer)).isEqualTo(new TransferStock.Result.Known(booked));
        for (Transfer other : List.of(
                transfer("T1", new Line("BIKE", 4)),
                new Transfer("T1", "W2", "W2", DAY, transfer.lines(), "me", Booking.FIRST),
                new Transfer("T1", "W1", "W1", DAY, transfer.lines(), "me", Booking.FIRST),
                new Transfer("T1", "W1", "W2", DAY.minusDays(1), transfer.lines(), "me", Booking.FIRST))) {
            assertThat(transferring.transfer(other)).isEqualTo(new TransferStock.Result.Different());
        }
        assertThat(ledger.balance(new BalanceKey("W2", "BIKE"))).isEqualTo(new Balance(3, 0, 0));
    }

    @Test
    void anotherTransferUnderTheIdOfOneThatIsBeingBookedIsRefused() {
        receive("BIKE", 9);
        crashes.after(Set.of(1));
        Transfer first = transfer("T1", new Line("BIKE", 3));
        Crashes.untilDone(() -> {
            if (transfers.find("T1").isEmpty()) {
                transferring.transfer(first);
            }
        });

        assertThat(transferring.transfer(transfer("T1", new Line("BIKE", 4))))
                .isEqualTo(new TransferStock.Result.Different());
        transferring.finish("T1");
        assertThat(ledger.balance(new BalanceKey("W2", "BIKE"))).isEqualTo(new Balance(3, 0, 0));
        transferring.finish("T1");
        transferring.finish("UNKNOWN");
        assertThat(ledger.balance(new BalanceKey("W2", "BIKE"))).isEqualTo(new Balance(3, 0, 0));
    }

    @Property(tries = 300)
    void whereverTheProcessDiesAllIsMovedOrNothing(
            @ForAll @Size(max = 6) Set<@IntRange(min = 1, max = 20) Integer> deaths,
            @ForAll @IntRange(max = 4) int bikes,
            @ForAll @IntRange(max = 4) int helmets,
            @ForAll @IntRange(max = 2) int takenMeanwhile) {
        TransferStockTest story = new TransferStockTest();
        story.receive("BIKE", bikes);
        story.receive("HELMET", helmets);
        story.crashes.after(deaths);
        story.crashes.beforeTaking(() -> story.sell("HELMET", takenMeanwhile));
        Transfer transfer = transfer("T1", new Line("BIKE", 2), new Line("HELMET", 2));

        Crashes.untilDone(() -> story.transferring.transfer(transfer));

        long moved = story.ledger.balance(new BalanceKey("W2", "BIKE")).available();
        assertThat(moved).isIn(0L, 2L);
        assertThat(story.ledger.balance(new BalanceKey("W2", "HELMET")))
                .as("both or none, and nothing on the way")
                .isEqualTo(new Balance(moved, 0, 0));
        assertThat(story.ledger.balance(new BalanceKey("W1", "BIKE")).available())
                .isEqualTo(bikes - moved);
        assertThat(story.transfers.unfinished(9)).isEmpty();
    }

    private void receive(String sku, int quantity) {
        if (quantity > 0) {
            move(sku, Account.PRODUCTION, Account.available("W1"), quantity);
        }
    }

    private void sell(String sku, int quantity) {
        if (quantity > 0) {
            move(sku, Account.available("W1"), Account.CUSTOMERS, quantity);
        }
    }

    private void move(String sku, Account from, Account to, int quantity) {
        String id = "M" + ledger.postings().size();
        ledger.move(new Movement(id, sku, from, to, quantity, new Cause(Cause.Kind.RECEIPT, id), DAY));
    }

    private static Transfer transfer(String id, Line... lines) {
        return new Transfer(id, "W1", "W2", DAY, List.of(lines), "me", Booking.FIRST);
    }

    private static final class TransfersInMemory extends DocumentsInMemory<Transfer> implements Transfers {

        TransfersInMemory(Crashes crashes) {
            super(crashes, Transfer::id);
        }

        @Override
        public List<Transfer> list(@Nullable String after, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<String> unfinished(int limit) {
            return ids(transfer -> !transfer.booking().ended());
        }
    }
}
