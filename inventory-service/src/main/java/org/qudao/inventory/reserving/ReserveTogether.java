package org.qudao.inventory.reserving;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.qudao.inventory.network.Nodes;
import org.qudao.inventory.reservation.Allocation;
import org.qudao.inventory.reservation.Goal;
import org.qudao.inventory.reservation.OrderNews;
import org.qudao.inventory.reservation.Reservation;
import org.qudao.inventory.reservation.Reservations;
import org.qudao.inventory.reservation.SourcingPolicy;
import org.qudao.inventory.reservation.Step;
import org.qudao.inventory.stock.BalanceKey;
import org.qudao.inventory.stock.Ledger;
import org.qudao.inventory.stock.Movement;
import org.qudao.inventory.stock.Place;
import org.qudao.inventory.stock.Places;
import org.springframework.stereotype.Component;

/**
 * Reserves for many new orders with a handful of commands: the usual case, in which nobody else is after the same goods at the same
 * instant. It leaves to {@link AdvanceReservation} every order that is not new, or waits for goods, or met somebody else; the steps
 * are the same and may be repeated, so that can happen at any point.
 */
@Component
final class ReserveTogether {

    private final Reservations reservations;
    private final Ledger ledger;
    private final Places places;
    private final Nodes nodes;
    private final ReservationMetrics metrics;
    private final Clock clock;

    ReserveTogether(
            Reservations reservations,
            Ledger ledger,
            Places places,
            Nodes nodes,
            ReservationMetrics metrics,
            Clock clock) {
        this.reservations = reservations;
        this.ledger = ledger;
        this.places = places;
        this.nodes = nodes;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * @param news of different orders
     * @return the orders whose goods are kept and announced
     */
    Set<String> reserve(List<OrderNews> news) {
        List<OrderNews> fresh = fresh(news);
        if (fresh.isEmpty()) {
            return Set.of();
        }
        List<Place> warehouses = places.sourcing();
        // Seen before any intent is stored: a balance still like this has no movement of these orders.
        Map<BalanceKey, Ledger.Seen> seen = ledger.see(
                warehouses.stream().map(Place::id).toList(),
                fresh.stream()
                        .flatMap(order -> order.lines().stream())
                        .map(OrderNews.Line::sku)
                        .distinct()
                        .toList());
        List<Reservation> planned = plan(fresh, warehouses, seen);
        Set<String> taken = reservations.insertAll(planned);
        planned.removeIf(reservation -> taken.contains(reservation.orderId()));

        List<Movement> movements = new ArrayList<>();
        List<Reservation> kept = new ArrayList<>();
        for (Reservation reservation : planned) {
            kept.add(takingAll(reservation, movements));
        }
        if (kept.isEmpty() || !ledger.bookTogether(movements, seen) || !reservations.announceAll(kept)) {
            return Set.of();
        }
        Set<String> done = new HashSet<>();
        for (Reservation reservation : kept) {
            metrics.reached(reservation.status());
            done.add(reservation.orderId());
        }
        return done;
    }

    private List<OrderNews> fresh(List<OrderNews> news) {
        List<OrderNews> keep =
                news.stream().filter(order -> order.goal() == Goal.KEEP).toList();
        if (keep.isEmpty()) {
            return keep;
        }
        Set<String> known = reservations
                .findAll(keep.stream().map(OrderNews::orderId).toList())
                .keySet();
        return keep.stream().filter(order -> !known.contains(order.orderId())).toList();
    }

    /** Those that the stock can serve in full, in the order of the news. */
    private List<Reservation> plan(List<OrderNews> fresh, List<Place> warehouses, Map<BalanceKey, Ledger.Seen> seen) {
        Map<BalanceKey, Long> available = new HashMap<>();
        seen.forEach((key, balance) -> available.put(key, balance.balance().available()));
        LocalDate today = LocalDate.now(clock);
        List<Reservation> planned = new ArrayList<>();
        for (OrderNews order : fresh) {
            Reservation reservation = Reservation.of(order);
            List<String> regions = nodes.recent().regionsOf(order.nodeId());
            List<Allocation> plan = SourcingPolicy.allocate(reservation.needs(), warehouses, available, regions, 1);
            Reservation withPlan = reservation.plan(plan, today);
            if (withPlan.needs().isEmpty() && !plan.isEmpty()) {
                plan.forEach(allocation -> available.merge(
                        new BalanceKey(allocation.place(), allocation.sku()),
                        -(long) allocation.quantity(),
                        Long::sum));
                planned.add(withPlan);
            }
        }
        return planned;
    }

    private static Reservation takingAll(Reservation planned, List<Movement> movements) {
        Reservation current = planned;
        while (current.next() instanceof Step.Book step) {
            movements.add(step.movement());
            current = current.after(step, true);
        }
        return current;
    }
}
