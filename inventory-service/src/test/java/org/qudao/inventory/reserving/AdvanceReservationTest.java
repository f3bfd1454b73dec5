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
import org.qudao.inventory.stock.InMemoryLedger;
import org.qudao.inventory.stock.Ledger;
import org.qudao.inventory.stock.Movement;
import org.qudao.inventory.stock.Place;
import org.qudao.inventory.stock.Places;
import org.qudao.inventory.stock.Posting;
import org.qudao.inventory.stock.PostingOutcome;

/** The work on reservations when the process dies between any two writes. */
class AdvanceReservationTest {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 15);
    private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");

    private final Crashes crashes = new Crashes();
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final KeptInMemory reservations = new KeptInMemory(crashes);
    private final WaitingInMemory backlog = new WaitingInMemory(crashes);
    private final AdvanceReservation advance = new AdvanceReservation(
            reservations,
            backlog,
            new CrashingLedger(ledger, crashes),
            new TwoWarehouses(),
            new NoNodes(),
            new ReservationMetrics(new SimpleMeterRegistry()),
            Clock.fixed(NOW, ZoneOffset.UTC));
    private final FollowOrder follow = new FollowOrder(advance);
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

    @Test
    void goodsThatArriveWhileAnOrderIsToldToWaitAreNotMissed() {
        // The receipt is booked, and its event served, after the first look and before the order is in the backlog.
        backlog.beforeAdd = () -> {
            receive("R1", "W1", 5);
            serveWaiting.serve("BIKE");
        };

        follow.follow(news("O1", 2, Goal.KEEP, 5, 0, NOW));

        assertThat(status("O1")).isEqualTo(ReservationStatus.FULL);
        assertThat(backlog.waiting()).isEmpty();
    }

    @Test
    void theOldestWaitingOrderIsServedFirstAndTheNextGetsTheRest() {
        follow.follow(news("NEW", 2, Goal.KEEP, 4, 0, NOW));
        follow.follow(news("OLD", 2, Goal.KEEP, 4, 0, NOW.minusSeconds(60)));

        receive("R1", "W2", 5);
        serveWaiting.serve("BIKE");

        assertThat(status("OLD")).isEqualTo(ReservationStatus.FULL);
        assertThat(status("NEW")).isEqualTo(ReservationStatus.PARTIAL);
    }

    @Test
    void anEntryLeftInTheBacklogByACrashIsCleanedUp() {
        receive("R1", "W1", 5);
        follow.follow(news("O1", 2, Goal.KEEP, 5, 0, NOW));
        backlog.add("BIKE", "O1", NOW);

        serveWaiting.serve("BIKE");

        assertThat(backlog.waiting()).isEmpty();
    }

    @Test
    void anOrderThatIsAboutToBeToldToWaitKeepsItsPlaceInTheBacklog() {
        // Others are served between its entry and the storing of its reservation.
        backlog.afterAdd = () -> serveWaiting.serve("BIKE");

        follow.follow(news("O1", 2, Goal.KEEP, 5, 0, NOW));

        assertThat(status("O1")).isEqualTo(ReservationStatus.WAITING);
        assertThat(backlog.waiting()).containsExactly("BIKEO1");
    }

    private void live(int inW1, int inW2, Goal end) {
        receive("R1", "W1", inW1);
        receive("R2", "W2", inW2);
        untilDone(() -> follow.follow(news("O1", 2, Goal.KEEP, 10, 0, NOW)));
        receive("R3", "W1", 3);
        untilDone(() -> serveWaiting.serve("BIKE"));
        int kept = reservations.all.get("O1").reservation().reservedOf(1);
        if (end != Goal.KEEP) {
            untilDone(() -> follow.follow(news("O1", 5, end, 10, kept / 2, NOW)));
        }
        // What the sweep does every minute: an entry too many in the backlog goes.
        untilDone(() -> serveWaiting.serve("BIKE"));
    }

    /** The broker delivers again until it was handled. */
    private static void untilDone(Runnable work) {
        while (true) {
            try {
                work.run();
                return;
            } catch (Died again) {
                // delivered again
            }
        }
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

    private static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final class Crashes {
        private final Set<Integer> after = new TreeSet<>();
        private int writes;

        void after(Set<Integer> deaths) {
            after.addAll(deaths);
        }

        void written() {
            writes++;
            if (after.contains(writes)) {
                throw new Died();
            }
        }
    }

    private record CrashingLedger(InMemoryLedger ledger, Crashes crashes) implements Ledger {
        @Override
        public PostingOutcome post(
                BalanceKey key, String postingId, java.util.function.Function<Balance, Posting> decide) {
            PostingOutcome outcome = ledger.post(key, postingId, decide);
            if (outcome instanceof PostingOutcome.Posted) {
                crashes.written();
            }
            return outcome;
        }

        @Override
        public Balance balance(BalanceKey key) {
            return ledger.balance(key);
        }

        @Override
        public Map<BalanceKey, Balance> balances(Collection<String> places, Collection<String> skus) {
            return ledger.balances(places, skus);
        }

        @Override
        public List<OpeningOutcome> open(List<Movement> openings) {
            return ledger.open(openings);
        }
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
        public List<String> pending(int limit) {
            return List.of();
        }
    }

    private static final class WaitingInMemory implements Backlog {
        private record Entry(String sku, String orderId, Instant since) {}

        private final Crashes crashes;
        private final Map<String, Entry> entries = new LinkedHashMap<>();
        private Runnable beforeAdd = () -> {};
        private Runnable afterAdd = () -> {};

        WaitingInMemory(Crashes crashes) {
            this.crashes = crashes;
        }

        @Override
        public void add(String sku, String orderId, Instant since) {
            Runnable before = beforeAdd;
            beforeAdd = () -> {};
            before.run();
            entries.put(sku + orderId, new Entry(sku, orderId, since));
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

        Set<String> waiting() {
            return Set.copyOf(entries.keySet());
        }
    }

    private static final class TwoWarehouses implements Places {
        private static final List<Place> ALL = List.of(
                new Place("W1", "W1", Place.Kind.WAREHOUSE, null, null, true, 1),
                new Place("W2", "W2", Place.Kind.WAREHOUSE, null, null, true, 2));

        @Override
        public Optional<Place> find(String id) {
            return ALL.stream().filter(place -> place.id().equals(id)).findFirst();
        }

        @Override
        public Place known(String id) {
            return find(id).orElseThrow();
        }

        @Override
        public List<Place> findAll(Collection<String> ids) {
            return ALL.stream().filter(place -> ids.contains(place.id())).toList();
        }

        @Override
        public Change put(Place place) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Place ofNode(String nodeId) {
            return Place.ofNode(nodeId, nodeId, nodeId);
        }

        @Override
        public List<Place> sourcing() {
            return ALL;
        }

        @Override
        public List<Place> sourcingNow() {
            return ALL;
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
