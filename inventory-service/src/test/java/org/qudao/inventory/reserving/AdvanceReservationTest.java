package org.qudao.inventory.reserving;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.qudao.inventory.network.Network;
import org.qudao.inventory.network.Node;
import org.qudao.inventory.network.Nodes;
import org.qudao.inventory.reservation.Backlog;
import org.qudao.inventory.reservation.Goal;
import org.qudao.inventory.reservation.OrderNews;
import org.qudao.inventory.reservation.Reservation;
import org.qudao.inventory.reservation.ReservationStatus;
import org.qudao.inventory.reservation.Reservations;
import org.qudao.inventory.stock.Account;
import org.qudao.inventory.stock.Balance;
import org.qudao.inventory.stock.BalanceKey;
import org.qudao.inventory.stock.Cause;
import org.qudao.inventory.stock.Crashes;
import org.qudao.inventory.stock.CrashingLedger;
import org.qudao.inventory.stock.InMemoryLedger;
import org.qudao.inventory.stock.Movement;
import org.qudao.inventory.stock.TwoWarehouses;

/** The work on reservations when the process dies between any two writes. */
class AdvanceReservationTest {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 15);
    private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");

    private final Crashes crashes = new Crashes();
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final KeptInMemory reservations = new KeptInMemory(crashes);
    private final WaitingInMemory backlog = new WaitingInMemory(crashes);
    private final CrashingLedger crashingLedger = new CrashingLedger(ledger, crashes);
    private final ReservationMetrics metrics = new ReservationMetrics(new SimpleMeterRegistry());
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final AdvanceReservation advance = new AdvanceReservation(
            reservations, backlog, crashingLedger, new TwoWarehouses(), new NoNodes(), metrics, clock);
    private final FollowOrder follow = new FollowOrder(
            new ReserveTogether(reservations, crashingLedger, new TwoWarehouses(), new NoNodes(), metrics, clock),
            advance);
    private final ServeWaitingOrders serveWaiting = new ServeWaitingOrders(backlog, advance);

    /** Writes after which the process dies, counted from the start of the story. */
    @Property(tries = 400)
    void aProcessThatDiesBetweenAnyTwoWritesEndsAsOneThatDoesNot(
            @ForAll @Size(max = 6) Set<@IntRange(min = 1, max = 30) Integer> deaths,
            @ForAll @IntRange(min = 0, max = 12) int inW1,
            @ForAll @IntRange(min = 0, max = 12) int inW2,
            @ForAll Goal end) {
        AdvanceReservationTest dying = new AdvanceReservationTest();
        AdvanceReservationTest living = new AdvanceReservationTest();
        dying.crashes.after(deaths);

        dying.live(inW1, inW2, end);
        living.live(inW1, inW2, end);

        assertThat(dying.ledger.all()).isEqualTo(living.ledger.all());
        assertThat(dying.reservations.all.get("O1").reservation())
                .isEqualTo(living.reservations.all.get("O1").reservation());
        assertThat(dying.reservations.all.values()).allMatch(Reservations.Kept::announced);
        assertThat(dying.backlog.waiting()).isEqualTo(living.backlog.waiting());
    }

    /** Others take goods, or start the same order, between what is seen and what is written. */
    @Property(tries = 400)
    void ordersReservedTogetherTakeAllThatIsThereAndNothingTwice(
            @ForAll @Size(max = 6) Set<@IntRange(min = 1, max = 40) Integer> deaths,
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 9) Integer> quantities,
            @ForAll @IntRange(min = 0, max = 40) int inW1,
            @ForAll @IntRange(min = 0, max = 40) int inW2,
            @ForAll @IntRange(min = 0, max = 5) int takenByOthers,
            @ForAll boolean startedByOthers) {
        AdvanceReservationTest story = new AdvanceReservationTest();
        story.crashes.after(deaths);
        story.receive("R1", "W1", inW1);
        story.receive("R2", "W2", inW2);
        List<OrderNews> orders = new ArrayList<>();
        for (int i = 0; i < quantities.size(); i++) {
            orders.add(news("O" + i, 2, Goal.KEEP, quantities.get(i), 0, NOW.plusSeconds(i)));
        }
        story.crashes.beforeBooking(() -> {
            if (takenByOthers > 0) {
                story.advance.advance("OTHER", news("OTHER", 2, Goal.KEEP, takenByOthers, 0, NOW));
            }
            if (startedByOthers) {
                story.advance.advance("O0", orders.getFirst());
            }
        });

        Crashes.untilDone(() -> story.follow.follow(orders));
        Crashes.untilDone(() -> story.advance.advance("OTHER", null)); // in case they died in the middle

        long wanted = quantities.stream().mapToInt(Integer::intValue).sum();
        long keptByOthers = story.reservations.all.containsKey("OTHER") ? story.kept("OTHER") : 0;
        long kept =
                orders.stream().mapToLong(order -> story.kept(order.orderId())).sum();
        assertThat(kept).isEqualTo(Math.min(wanted, inW1 + inW2 - keptByOthers));
        assertThat(story.ledger.all().values().stream()
                        .mapToLong(Balance::reserved)
                        .sum())
                .isEqualTo(kept + keptByOthers);
        assertThat(story.ledger.all().values().stream()
                        .mapToLong(Balance::available)
                        .sum())
                .isEqualTo(inW1 + inW2 - kept - keptByOthers);
        assertThat(story.reservations.all.values())
                .filteredOn(reservation -> !reservation.reservation().orderId().equals("OTHER"))
                .allMatch(Reservations.Kept::announced);
    }

    @Test
    void newsOfOneOrderInOneBatchAreFollowedInTheirOrder() {
        receive("R1", "W1", 9);
        follow.follow(List.of(
                news("O1", 2, Goal.KEEP, 5, 0, NOW),
                news("O2", 2, Goal.KEEP, 3, 0, NOW),
                news("O1", 3, Goal.GIVE_BACK, 5, 0, NOW)));

        assertThat(status("O1")).isEqualTo(ReservationStatus.RELEASED);
        assertThat(status("O2")).isEqualTo(ReservationStatus.FULL);
        assertThat(ledger.balance(new BalanceKey("W1", "BIKE"))).isEqualTo(new Balance(6, 3, 0));
    }

    @Test
    void goodsThatArriveWhileAnOrderIsToldToWaitAreNotMissed() {
        // The receipt is booked, and its event served, after the first look and before the order is in the backlog.
        backlog.beforeAdd = () -> {
            receive("R1", "W1", 5);
            serveWaiting.serve("BIKE");
        };

        follow.follow(List.of(news("O1", 2, Goal.KEEP, 5, 0, NOW)));

        assertThat(status("O1")).isEqualTo(ReservationStatus.FULL);
        assertThat(backlog.waiting()).isEmpty();
    }

    @Test
    void theOldestWaitingOrderIsServedFirstAndTheNextGetsTheRest() {
        follow.follow(List.of(news("NEW", 2, Goal.KEEP, 4, 0, NOW)));
        follow.follow(List.of(news("OLD", 2, Goal.KEEP, 4, 0, NOW.minusSeconds(60))));

        receive("R1", "W2", 5);
        serveWaiting.serve("BIKE");

        assertThat(status("OLD")).isEqualTo(ReservationStatus.FULL);
        assertThat(status("NEW")).isEqualTo(ReservationStatus.PARTIAL);
        assertThat(backlog.units(Set.of("BIKE"))).containsExactly(Map.entry("BIKE", 3L));
    }

    @Test
    void anEntryLeftInTheBacklogByACrashIsCleanedUp() {
        receive("R1", "W1", 5);
        follow.follow(List.of(news("O1", 2, Goal.KEEP, 5, 0, NOW)));
        backlog.add("BIKE", "O1", 1, NOW);

        serveWaiting.serve("BIKE");

        assertThat(backlog.waiting()).isEmpty();
    }

    @Test
    void whoStalledWhileTheTakingWasRefusedDoesNotTakeLater() {
        receive("R1", "W1", 5);
        // Another worker finds the goods gone and says so; then they come back, and the first one wakes up.
        crashes.beforeTaking(() -> {
            follow.follow(List.of(news("OTHER", 2, Goal.KEEP, 5, 0, NOW)));
            advance.advance("O1", null);
            follow.follow(List.of(news("OTHER", 3, Goal.GIVE_BACK, 5, 0, NOW)));
        });

        advance.advance("O1", news("O1", 2, Goal.KEEP, 5, 0, NOW));
        serveWaiting.serve("BIKE");

        assertThat(status("O1")).isEqualTo(ReservationStatus.FULL);
        assertThat(ledger.balance(new BalanceKey("W1", "BIKE"))).isEqualTo(new Balance(0, 5, 0));
        follow.follow(List.of(news("O1", 3, Goal.GIVE_BACK, 5, 0, NOW)));
        assertThat(ledger.balance(new BalanceKey("W1", "BIKE")))
                .as("nothing is kept for nobody")
                .isEqualTo(new Balance(5, 0, 0));
    }

    @Test
    void anOrderThatIsAboutToBeToldToWaitKeepsItsPlaceInTheBacklog() {
        // Others are served between its entry and the storing of its reservation.
        backlog.afterAdd = () -> serveWaiting.serve("BIKE");

        follow.follow(List.of(news("O1", 2, Goal.KEEP, 5, 0, NOW)));

        assertThat(status("O1")).isEqualTo(ReservationStatus.WAITING);
        assertThat(backlog.waiting()).containsExactly("BIKEO1");
    }

    private void live(int inW1, int inW2, Goal end) {
        receive("R1", "W1", inW1);
        receive("R2", "W2", inW2);
        Crashes.untilDone(() -> follow.follow(List.of(news("O1", 2, Goal.KEEP, 10, 0, NOW))));
        receive("R3", "W1", 3);
        Crashes.untilDone(() -> serveWaiting.serve("BIKE"));
        int kept = reservations.all.get("O1").reservation().reservedOf(1);
        if (end != Goal.KEEP) {
            Crashes.untilDone(() -> follow.follow(List.of(news("O1", 5, end, 10, kept / 2, NOW))));
        }
        // What the sweep does every minute: an entry too many in the backlog goes.
        Crashes.untilDone(() -> serveWaiting.serve("BIKE"));
    }

    private void receive(String id, String place, int quantity) {
        if (quantity > 0) {
            ledger.move(new Movement(
                    id,
                    "BIKE",
                    Account.PRODUCTION,
                    Account.available(place),
                    quantity,
                    new Cause(Cause.Kind.RECEIPT, id),
                    DAY));
        }
    }

    private int kept(String orderId) {
        return reservations.all.get(orderId).reservation().reservedOf(1);
    }

    private ReservationStatus status(String orderId) {
        return reservations.all.get(orderId).reservation().status();
    }

    private static OrderNews news(String order, long version, Goal goal, int quantity, int toShip, Instant since) {
        return new OrderNews(
                order,
                version,
                "D1",
                false,
                goal,
                since,
                DAY,
                List.of(new OrderNews.Line(1, "BIKE", quantity, toShip)));
    }

    private static final class KeptInMemory implements Reservations {
        private final Crashes crashes;
        private final Map<String, Kept> all = new HashMap<>();

        KeptInMemory(Crashes crashes) {
            this.crashes = crashes;
        }

        @Override
        public Optional<Kept> find(String orderId) {
            return Optional.ofNullable(all.get(orderId));
        }

        @Override
        public boolean insert(Reservation reservation, boolean announce) {
            if (all.putIfAbsent(reservation.orderId(), new Kept(reservation, 1, announce)) != null) {
                return false;
            }
            crashes.written();
            return true;
        }

        @Override
        public boolean save(Reservation reservation, long expectedVersion, boolean announce) {
            if (all.get(reservation.orderId()).version() != expectedVersion) {
                return false;
            }
            all.put(reservation.orderId(), new Kept(reservation, expectedVersion + 1, announce));
            crashes.written();
            return true;
        }

        @Override
        public Map<String, Kept> findAll(Collection<String> orderIds) {
            Map<String, Kept> found = new HashMap<>(all);
            found.keySet().retainAll(orderIds);
            return found;
        }

        @Override
        public Set<String> insertAll(List<Reservation> inserts) {
            Set<String> refused = new TreeSet<>();
            for (Reservation reservation : inserts) {
                if (!insert(reservation, false)) {
                    refused.add(reservation.orderId());
                }
            }
            return refused;
        }

        @Override
        public boolean announceAll(List<Reservation> inserted) {
            boolean all = true;
            for (Reservation reservation : inserted) {
                all &= save(reservation, 1, true);
            }
            return all;
        }

        @Override
        public List<String> pending(int limit) {
            return List.of();
        }
    }

    private static final class WaitingInMemory implements Backlog {
        private record Entry(String sku, String orderId, int quantity, Instant since) {}

        private final Crashes crashes;
        private final Map<String, Entry> entries = new LinkedHashMap<>();
        private Runnable beforeAdd = () -> {};
        private Runnable afterAdd = () -> {};

        WaitingInMemory(Crashes crashes) {
            this.crashes = crashes;
        }

        @Override
        public void add(String sku, String orderId, int quantity, Instant since) {
            Runnable before = beforeAdd;
            beforeAdd = () -> {};
            before.run();
            entries.put(sku + orderId, new Entry(sku, orderId, quantity, since));
            Runnable after = afterAdd;
            afterAdd = () -> {};
            after.run();
            crashes.written();
        }

        @Override
        public void remove(String sku, String orderId) {
            if (entries.remove(sku + orderId) != null) {
                crashes.written();
            }
        }

        @Override
        public List<String> oldest(String sku, int limit) {
            List<Entry> found = new ArrayList<>(entries.values());
            found.removeIf(entry -> !entry.sku().equals(sku));
            found.sort(Comparator.comparing(Entry::since));
            return found.stream().limit(limit).map(Entry::orderId).toList();
        }

        @Override
        public Set<String> skus() {
            return Set.of("BIKE");
        }

        @Override
        public Map<String, Long> units(Collection<String> skus) {
            Map<String, Long> units = new HashMap<>();
            entries.values().stream()
                    .filter(entry -> skus.contains(entry.sku()))
                    .forEach(entry -> units.merge(entry.sku(), (long) entry.quantity(), Long::sum));
            return units;
        }

        Set<String> waiting() {
            return Set.copyOf(entries.keySet());
        }
    }

    private static final class NoNodes implements Nodes {
        @Override
        public void apply(Node node, long version) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Node> find(String id) {
            return Optional.empty();
        }

        @Override
        public Network all() {
            return new Network(Map.of());
        }

        @Override
        public Network recent() {
            return all();
        }
    }
}
