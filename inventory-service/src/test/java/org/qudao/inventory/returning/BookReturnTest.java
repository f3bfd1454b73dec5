package org.qudao.inventory.returning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.qudao.inventory.reservation.Goal;
import org.qudao.inventory.reservation.OrderNews;
import org.qudao.inventory.reservation.Reservation;
import org.qudao.inventory.reservation.Reservations;
import org.qudao.inventory.returning.GoodsReturn.Line;
import org.qudao.inventory.returning.GoodsReturn.Stage;
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
import org.qudao.inventory.stock.TwoWarehouses;

class BookReturnTest {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 15);
    private static final BalanceKey AT_DEALER = new BalanceKey("D1", "BIKE");
    private static final BalanceKey AT_WAREHOUSE = new BalanceKey("W1", "BIKE");

    private final Crashes crashes = new Crashes();
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ReturnsInMemory returns = new ReturnsInMemory(crashes);
    private final OneOrder order = new OneOrder();
    private final BookReturn booking =
            new BookReturn(returns, order, new CrashingLedger(ledger, crashes), new TwoWarehouses(), meters);

    @Test
    void goodPiecesGoToTheWarehouseAndDamagedOnesLeave() {
        order.is(Goal.DELIVER, true);
        atDealer(5);

        booking.book(goods("RT1", "W1", new Line(1, "BIKE", 3, 1)));

        assertThat(ledger.postings())
                .extracting(Posting::movement)
                .contains(
                        movement("return:RT1:1:good", Account.available("W1"), 3),
                        movement("return:RT1:1:damaged", Account.SCRAPPED, 1));
        assertThat(ledger.balance(AT_DEALER)).isEqualTo(new Balance(1, 0, 0));
        assertThat(ledger.balance(AT_WAREHOUSE)).isEqualTo(new Balance(3, 0, 0));
        assertThat(stage("RT1")).isEqualTo(Stage.BOOKED);
        assertThat(found()).isZero();
    }

    @Test
    void nothingMovesForALineWithoutPieces() {
        order.is(Goal.DELIVER, true);
        atDealer(5);

        booking.book(goods("RT1", "W1", new Line(1, "BIKE", 0, 2), new Line(2, "BIKE", 1, 0)));

        assertThat(ledger.postings())
                .extracting(posting -> posting.movement().id())
                .doesNotContain("return:RT1:1:good", "return:RT1:2:damaged");
        assertThat(ledger.balance(AT_DEALER)).isEqualTo(new Balance(2, 0, 0));
    }

    @Test
    void aReturnWaitsForItsDelivery() {
        atDealer(5);
        booking.book(goods("RT1", "W1", new Line(1, "BIKE", 3, 0)));
        assertThat(booking.finish("RT1")).as("of an order that nobody heard of").isFalse();
        order.is(Goal.SHIP, true);
        assertThat(booking.finish("RT1")).as("on the way").isFalse();
        order.is(Goal.DELIVER, false);
        assertThat(booking.finish("RT1")).as("not told yet").isFalse();
        assertThat(ledger.balance(AT_DEALER)).isEqualTo(new Balance(5, 0, 0));
        assertThat(returns.unfinished("", 9)).containsExactly("RT1");

        order.is(Goal.DELIVER, true);
        assertThat(booking.finish("RT1")).isTrue();

        assertThat(ledger.balance(AT_DEALER)).isEqualTo(new Balance(2, 0, 0));
        assertThat(booking.finish("RT1")).as("again").isTrue();
        assertThat(ledger.balance(AT_DEALER)).isEqualTo(new Balance(2, 0, 0));
    }

    @Test
    void whatTheDealersBookLacksIsFoundAndGoes() {
        order.is(Goal.DELIVER, true);
        atDealer(1);

        booking.book(goods("RT1", "W1", new Line(1, "BIKE", 3, 0)));

        assertThat(ledger.postings())
                .extracting(Posting::movement)
                .contains(new Movement(
                        "return:RT1:1:good:found:1",
                        "BIKE",
                        Account.DIFFERENCES,
                        Account.available("D1"),
                        2,
                        new Cause(Cause.Kind.RETURN, "RT1"),
                        DAY));
        assertThat(ledger.balance(AT_DEALER)).isEqualTo(Balance.ZERO);
        assertThat(ledger.balance(AT_WAREHOUSE)).isEqualTo(new Balance(3, 0, 0));
        assertThat(found()).isEqualTo(2);
    }

    @Test
    void whereGoodsComeInBeforeTheyAreFoundNoneAreFound() {
        order.is(Goal.DELIVER, true);
        crashes.beforeTaking(() -> atDealer(3));

        booking.book(goods("RT1", "W1", new Line(1, "BIKE", 3, 0)));

        assertThat(found()).isZero();
        assertThat(ledger.balance(AT_DEALER)).isEqualTo(Balance.ZERO);
        assertThat(ledger.balance(AT_WAREHOUSE)).isEqualTo(new Balance(3, 0, 0));
    }

    @Test
    void aReturnToWhatIsNoWarehouseIsRefused() {
        assertThatThrownBy(() -> booking.book(goods("RT1", "W9", new Line(1, "BIKE", 1, 0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("RT1")
                .hasMessageContaining("W9");
        assertThat(returns.find("RT1")).isEmpty();
    }

    @Property(tries = 200)
    void whereverTheProcessDiesTheGoodsComeBackOnce(
            @ForAll @Size(max = 6) Set<@IntRange(min = 1, max = 12) Integer> deaths,
            @ForAll @IntRange(max = 6) int atDealer,
            @ForAll @IntRange(max = 3) int good,
            @ForAll @IntRange(max = 3) int damaged) {
        BookReturnTest story = new BookReturnTest();
        story.order.is(Goal.DELIVER, true);
        story.atDealer(atDealer);
        story.crashes.after(deaths);

        Crashes.untilDone(() -> story.booking.book(goods("RT1", "W1", new Line(1, "BIKE", good, damaged))));

        assertThat(story.ledger.balance(AT_WAREHOUSE).available()).isEqualTo(good);
        assertThat(story.ledger.balance(AT_DEALER).available()).isEqualTo(Math.max(0, atDealer - good - damaged));
        assertThat(story.returns.unfinished("", 9)).isEmpty();
    }

    private void atDealer(int quantity) {
        if (quantity > 0) {
            ledger.move(new Movement(
                    "M" + ledger.postings().size(),
                    "BIKE",
                    Account.PRODUCTION,
                    Account.available("D1"),
                    quantity,
                    new Cause(Cause.Kind.RECEIPT, "M"),
                    DAY));
        }
    }

    private Stage stage(String id) {
        return returns.find(id).orElseThrow().value().stage();
    }

    private double found() {
        return meters.counter("qudao.stock.found").count();
    }

    private static GoodsReturn goods(String id, String warehouse, Line... lines) {
        return new GoodsReturn(id, "O1", "D1", warehouse, DAY, List.of(lines), Stage.RECEIVED);
    }

    private static Movement movement(String id, Account to, int quantity) {
        return new Movement(
                id, "BIKE", Account.available("D1"), to, quantity, new Cause(Cause.Kind.RETURN, "RT1"), DAY);
    }

    private static final class ReturnsInMemory extends DocumentsInMemory<GoodsReturn> implements GoodsReturns {

        ReturnsInMemory(Crashes crashes) {
            super(crashes, GoodsReturn::id);
        }

        @Override
        public List<String> unfinished(String afterId, int limit) {
            return ids(goods -> goods.stage() != Stage.BOOKED);
        }
    }

    /** The reservation of the order O1, without lines: its goal alone tells how far it is. */
    private static final class OneOrder implements Reservations {

        private final Map<String, Kept> all = new HashMap<>();

        void is(Goal goal, boolean announced) {
            OrderNews news = new OrderNews("O1", 1, "D1", false, goal, Instant.EPOCH, DAY, List.of());
            all.put("O1", new Kept(Reservation.of(news), 1, announced));
        }

        @Override
        public Optional<Kept> find(String orderId) {
            return Optional.ofNullable(all.get(orderId));
        }

        @Override
        public Map<String, Kept> findAll(Collection<String> orderIds) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean insert(Reservation reservation, boolean announce) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean save(Reservation reservation, long expectedVersion, boolean announce) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Set<String> insertAll(List<Reservation> reservations) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean announceAll(List<Reservation> reservations) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<String> pending(int limit) {
            throw new UnsupportedOperationException();
        }
    }
}
