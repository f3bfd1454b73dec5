package org.qudao.inventory.receiving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.qudao.inventory.receiving.Receipt.Line;
import org.qudao.inventory.receiving.Receipt.Status;
import org.qudao.inventory.stock.Account;
import org.qudao.inventory.stock.Balance;
import org.qudao.inventory.stock.BalanceKey;
import org.qudao.inventory.stock.Cause;
import org.qudao.inventory.stock.Crashes;
import org.qudao.inventory.stock.CrashingLedger;
import org.qudao.inventory.stock.DocumentsInMemory;
import org.qudao.inventory.stock.InMemoryLedger;
import org.qudao.inventory.stock.Movement;
import org.qudao.inventory.stock.Posting;

class ReceiveGoodsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 1, 15);
    private static final LocalDate EXPECTED = LocalDate.of(2026, 1, 20);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-15T10:00:00Z"), ZoneOffset.UTC);

    private final Crashes crashes = new Crashes();
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final ReceiptsInMemory receipts = new ReceiptsInMemory(crashes);
    private final PlanReceipt planning = new PlanReceipt(receipts);
    private final CancelReceipt cancelling = new CancelReceipt(receipts, CLOCK);
    private final ReceiveGoods receiving = new ReceiveGoods(receipts, new CrashingLedger(ledger, crashes), CLOCK);

    @Test
    void goodsEnterWhenTheyArriveAndOnThatDay() {
        planning.plan(receipt(new Line("BIKE", 5), new Line("HELMET", 2)));

        assertThat(receiving.receive("R1", "storekeeper"))
                .contains(new Receipt(
                        "R1",
                        "W1",
                        List.of(new Line("BIKE", 5), new Line("HELMET", 2)),
                        EXPECTED,
                        Status.RECEIVED,
                        "planner",
                        TODAY,
                        "storekeeper",
                        null,
                        null));

        assertThat(ledger.postings())
                .extracting(Posting::movement)
                .containsExactly(movement("receipt:R1:BIKE", "BIKE", 5), movement("receipt:R1:HELMET", "HELMET", 2));
    }

    @Test
    void whatWasReceivedIsReceivedOnceAndStaysReceived() {
        planning.plan(receipt(new Line("BIKE", 5)));
        Optional<Receipt> received = receiving.receive("R1", "storekeeper");

        assertThat(receiving.receive("R1", "another")).isEqualTo(received);
        assertThat(cancelling.cancel("R1", "planner")).isEqualTo(received);
        assertThat(ledger.balance(new BalanceKey("W1", "BIKE"))).isEqualTo(new Balance(5, 0, 0));
    }

    @Test
    void whatWasCalledOffDoesNotArrive() {
        planning.plan(receipt(new Line("BIKE", 5)));
        Receipt cancelled = new Receipt(
                "R1",
                "W1",
                List.of(new Line("BIKE", 5)),
                EXPECTED,
                Status.CANCELLED,
                "planner",
                null,
                null,
                TODAY,
                "planner");

        assertThat(cancelling.cancel("R1", "planner")).contains(cancelled);
        assertThat(cancelling.cancel("R1", "another")).contains(cancelled);
        assertThat(receiving.receive("R1", "storekeeper")).contains(cancelled);
        assertThat(ledger.all()).isEmpty();
    }

    @Test
    void theSamePlanAgainIsKnownAndAnotherUnderItsIdRefused() {
        Receipt receipt = receipt(new Line("BIKE", 5));
        assertThat(planning.plan(receipt)).isEqualTo(new PlanReceipt.Result.Planned(receipt));

        assertThat(planning.plan(Receipt.planned("R1", "W1", receipt.lines(), null, "another")))
                .as("whoever asks, and whenever it is expected")
                .isEqualTo(new PlanReceipt.Result.Known(receipt));
        assertThat(planning.plan(receipt(new Line("BIKE", 6)))).isEqualTo(new PlanReceipt.Result.Different());
        assertThat(planning.plan(Receipt.planned("R1", "W2", receipt.lines(), EXPECTED, "planner")))
                .isEqualTo(new PlanReceipt.Result.Different());
    }

    @Test
    void whatNobodyPlannedIsNeitherReceivedNorCalledOff() {
        assertThat(receiving.receive("R1", "storekeeper")).isEmpty();
        assertThat(cancelling.cancel("R1", "planner")).isEmpty();
    }

    @Test
    void whatHasNotArrivedMovesNothing() {
        assertThatThrownBy(() -> receipt(new Line("BIKE", 5)).movements())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("R1");
    }

    @Property(tries = 100)
    void whereverTheProcessDiesTheGoodsEnterOnce(
            @ForAll @Size(max = 5) Set<@IntRange(min = 1, max = 9) Integer> deaths) {
        ReceiveGoodsTest story = new ReceiveGoodsTest();
        story.planning.plan(receipt(new Line("BIKE", 5), new Line("HELMET", 2)));
        story.crashes.after(deaths);

        Crashes.untilDone(() -> story.receiving.receive("R1", "storekeeper"));

        assertThat(story.receipts.find("R1").orElseThrow().value().status()).isEqualTo(Status.RECEIVED);
        assertThat(story.ledger.balance(new BalanceKey("W1", "BIKE"))).isEqualTo(new Balance(5, 0, 0));
        assertThat(story.ledger.balance(new BalanceKey("W1", "HELMET"))).isEqualTo(new Balance(2, 0, 0));
    }

    private static Receipt receipt(Line... lines) {
        return Receipt.planned("R1", "W1", List.of(lines), EXPECTED, "planner");
    }

    private static Movement movement(String id, String sku, int quantity) {
        return new Movement(
                id,
                sku,
                Account.PRODUCTION,
                Account.available("W1"),
                quantity,
                new Cause(Cause.Kind.RECEIPT, "R1"),
                TODAY);
    }

    private static final class ReceiptsInMemory extends DocumentsInMemory<Receipt> implements Receipts {

        ReceiptsInMemory(Crashes crashes) {
            super(crashes, Receipt::id);
        }

        @Override
        public List<Receipt> list(@Nullable String place, @Nullable Status status, @Nullable String after, int limit) {
            throw new UnsupportedOperationException();
        }
    }
}
