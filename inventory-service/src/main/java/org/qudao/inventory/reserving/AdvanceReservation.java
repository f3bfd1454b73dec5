package org.qudao.inventory.reserving;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.qudao.inventory.network.Nodes;
import org.qudao.inventory.reservation.Allocation;
import org.qudao.inventory.reservation.Backlog;
import org.qudao.inventory.reservation.OrderNews;
import org.qudao.inventory.reservation.Reservation;
import org.qudao.inventory.reservation.Reservations;
import org.qudao.inventory.reservation.Reservations.Kept;
import org.qudao.inventory.reservation.SourcingPolicy;
import org.qudao.inventory.reservation.Step;
import org.qudao.inventory.stock.BalanceKey;
import org.qudao.inventory.stock.Ledger;
import org.qudao.inventory.stock.Place;
import org.qudao.inventory.stock.Places;
import org.springframework.stereotype.Service;

/**
 * Brings a reservation to its goal. What is to be done is stored before it is done, and every movement may be repeated, so
 * the work can stop anywhere and be taken up again by anybody.
 */
@Service
final class AdvanceReservation {

    private static final int MAX_RESTARTS = 100;
    private static final int MAX_PLANS = 20;

    private final Reservations reservations;
    private final Backlog backlog;
    private final Ledger ledger;
    private final Places places;
    private final Nodes nodes;
    private final ReservationMetrics metrics;
    private final Clock clock;

    AdvanceReservation(
            Reservations reservations,
            Backlog backlog,
            Ledger ledger,
            Places places,
            Nodes nodes,
            ReservationMetrics metrics,
            Clock clock) {
        this.reservations = reservations;
        this.backlog = backlog;
        this.ledger = ledger;
        this.places = places;
        this.nodes = nodes;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * @param news null to go on with what is known
     * @return the reservation as it is stored now; empty when the order is unknown and there are no news
     */
    Optional<Reservation> advance(String orderId, @Nullable OrderNews news) {
        for (int restart = 0; restart < MAX_RESTARTS; restart++) {
            Kept kept = reservations.find(orderId).orElse(null);
            if (kept == null && news == null) {
                return Optional.empty();
            }
            Work work = new Work(kept, start(kept, news));
            if (work.toTheGoal()) {
                return Optional.of(work.current);
            }
            Thread.yield();
        }
        throw new IllegalStateException("Others keep changing the reservation of order " + orderId);
    }

    private static Reservation start(@Nullable Kept kept, @Nullable OrderNews news) {
        if (kept == null) {
            return Reservation.of(java.util.Objects.requireNonNull(news));
        }
        return news == null ? kept.reservation() : kept.reservation().accept(news);
    }

    /** One run over one reservation; given up when somebody else stored it meanwhile. */
    private final class Work {
        private final Set<String> queued = new HashSet<>();
        private @Nullable Kept kept;
        private Reservation current;
        private boolean intentStored;
        private boolean lookedTwice;
        private int plans;

        Work(@Nullable Kept kept, Reservation start) {
            this.kept = kept;
            this.current = start;
            this.intentStored = kept != null && kept.reservation().equals(start);
            if (kept != null) {
                queued.addAll(kept.reservation().waitingSkus());
            }
        }

        boolean toTheGoal() {
            if (current.needsDestination()) {
                current = current.sendingTo(places.ofNode(current.nodeId()).id());
                intentStored = false;
            }
            while (true) {
                switch (current.next()) {
                    case Step.Book step -> {
                        if (!intentStored && !store(false)) {
                            return false;
                        }
                        current = current.after(step, book(step));
                    }
                    case Step.Source step -> {
                        if (!source(step.needs())) {
                            return finish();
                        }
                    }
                    case Step.Nothing nothing -> {
                        return finish();
                    }
                }
            }
        }

        private boolean book(Step.Book step) {
            boolean booked = step.act() == Step.Act.TAKE
                    ? ledger.moveOrClose(step.movement()).isBooked()
                    : ledger.move(step.movement()).isBooked();
            if (!booked) {
                metrics.tooLate();
            }
            return booked;
        }

        /**
         * Before an order is told to wait it is put into the backlog and the stock is looked at once more: goods that arrived
         * before that are seen by the second look, goods that arrive later find the order in the backlog.
         *
         * @return false when there is nothing (more) to take
         */
        private boolean source(List<Step.Need> needs) {
            if (plans >= MAX_PLANS) {
                throw new IllegalStateException(
                        "Order " + current.orderId() + " lost the race for stock " + plans + " times");
            }
            List<Allocation> plan = plan(needs, lookedTwice ? places.sourcingNow() : places.sourcing());
            if (!plan.isEmpty()) {
                current = current.plan(plan, LocalDate.now(clock));
                intentStored = false;
                lookedTwice = false;
                plans++;
                return true;
            }
            if (lookedTwice) {
                return false;
            }
            current.waiting().forEach((sku, quantity) -> {
                backlog.add(sku, current.orderId(), quantity, current.since());
                queued.add(sku);
            });
            lookedTwice = true;
            return true;
        }

        private List<Allocation> plan(List<Step.Need> needs, List<Place> warehouses) {
            Collection<String> skus = new HashSet<>();
            needs.forEach(need -> skus.add(need.sku()));
            Map<BalanceKey, Long> available = new HashMap<>();
            ledger.balances(warehouses.stream().map(Place::id).toList(), skus)
                    .forEach((key, balance) -> available.put(key, balance.available()));
            List<String> regions = nodes.recent().regionsOf(current.nodeId());
            return SourcingPolicy.allocate(needs, warehouses, available, regions, current.attempts() + 1);
        }

        private boolean finish() {
            boolean news =
                    kept == null || !kept.announced() || !kept.reservation().equals(current);
            if (news) {
                if (!store(true)) {
                    return false;
                }
                metrics.reached(current.status());
            }
            Set<String> served = new HashSet<>(queued);
            served.removeAll(current.waitingSkus());
            served.forEach(sku -> backlog.remove(sku, current.orderId()));
            return true;
        }

        private boolean store(boolean announce) {
            boolean stored = kept == null
                    ? reservations.insert(current, announce)
                    : reservations.save(current, kept.version(), announce);
            if (stored) {
                kept = new Kept(current, kept == null ? 1 : kept.version() + 1, announce);
                intentStored = true;
            }
            return stored;
        }
    }
}
