package org.qudao.inventory.counting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.qudao.inventory.counting.StockCount.Line;
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
import org.qudao.platform.security.Scope;
import org.qudao.platform.web.DayCursor;

class CountStockTest {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 15);
    private static final BalanceKey BIKES = new BalanceKey("W1", "BIKE");

    private final Crashes crashes = new Crashes();
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final CountStock counting =
            new CountStock(new CountsInMemory(crashes), new CrashingLedger(ledger, crashes));

    @Test
    void whatIsMissingGoesAndWhatIsFoundComes() {
        receive("BIKE", 10, DAY);
        receive("HELMET", 5, DAY);

        assertThat(booked(count("C1", DAY, counted("BIKE", 7), counted("HELMET", 6)))
                        .lines())
                .containsExactly(new Line("BIKE", 7, 10L, -3L, 0L), new Line("HELMET", 6, 5L, 1L, 0L));

        assertThat(ledger.balance(BIKES)).isEqualTo(new Balance(7, 0, 0));
        assertThat(ledger.balance(new BalanceKey("W1", "HELMET"))).isEqualTo(new Balance(6, 0, 0));
        assertThat(ledger.postings())
                .filteredOn(posting -> posting.movement().cause().kind() == Cause.Kind.COUNT)
                .extracting(Posting::id, posting -> posting.movement().from(), posting -> posting.movement()
                        .to())
                .containsExactly(
                        tuple("count:C1:BIKE", Account.available("W1"), Account.DIFFERENCES),
                        tuple("count:C1:HELMET", Account.DIFFERENCES, Account.available("W1")));
    }

    @Test
    void aCountThatAgreesMovesNothing() {
        receive("BIKE", 10, DAY);
        move(5, Account.available("W1"), Account.reserved("W1"), DAY);

        assertThat(booked(count("C1", DAY, counted("BIKE", 10))).lines())
                .as("goods kept for orders are on hand too")
                .containsExactly(new Line("BIKE", 10, 10L, 0L, 0L));
        assertThat(ledger.balance(BIKES)).isEqualTo(new Balance(5, 5, 0));
    }

    @Test
    void goodsKeptForOrdersAreNotCountedAway() {
        receive("BIKE", 10, DAY);
        move(8, Account.available("W1"), Account.reserved("W1"), DAY);

        assertThat(booked(count("C1", DAY, counted("BIKE", 5))).lines())
                .containsExactly(new Line("BIKE", 5, 10L, -2L, 3L));
        assertThat(ledger.balance(BIKES)).isEqualTo(new Balance(0, 8, 0));
    }

    @Test
    void aCountOfYesterdayIsHeldAgainstTheBookOfYesterday() {
        receive("BIKE", 10, DAY.minusDays(1));
        move(4, Account.available("W1"), Account.CUSTOMERS, DAY);
        receive("BIKE", 7, DAY);
        move(2, Account.available("W1"), Account.reserved("W1"), DAY);

        assertThat(booked(count("C1", DAY.minusDays(1), counted("BIKE", 9))).lines())
                .as("ten were there that evening; four sold and seven received since change nothing about that")
                .containsExactly(new Line("BIKE", 9, 10L, -1L, 0L));
        assertThat(ledger.balance(BIKES)).isEqualTo(new Balance(10, 2, 0));
        assertThat(booked(count("C2", DAY, counted("BIKE", 12))).lines())
                .containsExactly(new Line("BIKE", 12, 12L, 0L, 0L));
    }

    @Test
    void aCountThatComesLateDoesNotTakeAgainWhatALaterOneTook() {
        receive("BIKE", 10, DAY.minusDays(9));
        booked(count("C2", DAY, counted("BIKE", 8)));

        assertThat(booked(count("C1", DAY.minusDays(1), counted("BIKE", 8))).lines())
                .containsExactly(new Line("BIKE", 8, 8L, 0L, 0L));
        assertThat(ledger.balance(BIKES)).isEqualTo(new Balance(8, 0, 0));
    }

    @Test
    void whatLeftSinceIsNotTakenASecondTime() {
        receive("BIKE", 10, DAY.minusDays(1));
        move(6, Account.available("W1"), Account.CUSTOMERS, DAY);

        assertThat(booked(count("C1", DAY.minusDays(1), counted("BIKE", 3))).lines())
                .as("seven are missing, of which only four are still in the book")
                .containsExactly(new Line("BIKE", 3, 10L, -4L, 3L));
        assertThat(ledger.balance(BIKES)).isEqualTo(Balance.ZERO);
    }

    @Test
    void theSameCountAgainIsKnownAndAnotherUnderItsIdRefused() {
        receive("BIKE", 10, DAY);
        StockCount first = count("C1", DAY, counted("BIKE", 7), counted("HELMET", 1));
        StockCount booked = booked(first);

        assertThat(counting.count(count("C1", DAY, counted("HELMET", 1), counted("BIKE", 7))))
                .as("in whatever order")
                .isEqualTo(new CountStock.Result.Known(booked));
        for (StockCount other : List.of(
                count("C1", DAY.minusDays(1), counted("BIKE", 7), counted("HELMET", 1)),
                count("C1", DAY, counted("BIKE", 7)),
                count("C1", DAY, counted("BIKE", 7), counted("HELMET", 2)),
                count("C1", DAY, counted("BIKE", 7), counted("BELL", 1)),
                new StockCount("C1", "W2", DAY, "me", Instant.EPOCH, false, first.lines()))) {
            assertThat(counting.count(other)).isEqualTo(new CountStock.Result.Different());
        }
        assertThat(ledger.balance(BIKES)).isEqualTo(new Balance(7, 0, 0));
    }

    @Property(tries = 200)
    void whereverTheProcessDiesTheDifferenceIsBookedOnce(
            @ForAll @Size(max = 5) Set<@IntRange(min = 1, max = 12) Integer> deaths,
            @ForAll @IntRange(max = 9) int book,
            @ForAll @IntRange(max = 9) int countedBikes,
            @ForAll @IntRange(max = 3) int countedHelmets) {
        CountStockTest story = new CountStockTest();
        story.receive("BIKE", book, DAY);
        story.crashes.after(deaths);
        StockCount count = count("C1", DAY, counted("BIKE", countedBikes), counted("HELMET", countedHelmets));

        Crashes.untilDone(() -> story.counting.count(count));

        assertThat(story.ledger.balance(BIKES).available()).isEqualTo(countedBikes);
        assertThat(story.counting.finish("C1").lines())
                .containsExactly(
                        new Line("BIKE", countedBikes, (long) book, (long) countedBikes - book, 0L),
                        new Line("HELMET", countedHelmets, 0L, (long) countedHelmets, 0L));
        assertThat(story.ledger.postings())
                .as("each difference once")
                .hasSize((book == 0 ? 0 : 1) + (book == countedBikes ? 0 : 1) + (countedHelmets == 0 ? 0 : 1));
    }

    private StockCount booked(StockCount count) {
        return ((CountStock.Result.Booked) counting.count(count)).count();
    }

    private void receive(String sku, int quantity, LocalDate on) {
        if (quantity > 0) {
            String id = "R" + ledger.postings().size();
            ledger.move(new Movement(
                    id,
                    sku,
                    Account.PRODUCTION,
                    Account.available("W1"),
                    quantity,
                    new Cause(Cause.Kind.RECEIPT, id),
                    on));
        }
    }

    private void move(int quantity, Account from, Account to, LocalDate on) {
        String id = "M" + ledger.postings().size();
        ledger.move(new Movement(id, "BIKE", from, to, quantity, new Cause(Cause.Kind.SELL_OUT, id), on));
    }

    private static StockCount count(String id, LocalDate on, Line... lines) {
        return new StockCount(id, "W1", on, "me", Instant.EPOCH, false, List.of(lines));
    }

    private static Line counted(String sku, int counted) {
        return StockCount.counted(sku, counted);
    }

    private static final class CountsInMemory extends DocumentsInMemory<StockCount> implements Counts {

        CountsInMemory(Crashes crashes) {
            super(crashes, StockCount::id);
        }

        @Override
        public Optional<StockCount> find(String id, Scope scope) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<StockCount> list(Scope scope, @Nullable String place, @Nullable DayCursor after, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<String> unbooked(int limit) {
            return ids(count -> !count.booked());
        }
    }
}
