package org.qudao.inventory.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.qudao.inventory.stock.Account;
import org.qudao.inventory.stock.Balance;
import org.qudao.inventory.stock.BalanceKey;
import org.qudao.inventory.stock.Cause;
import org.qudao.inventory.stock.InMemoryLedger;
import org.qudao.inventory.stock.Movement;
import org.qudao.inventory.stock.Place;
import org.qudao.inventory.stock.PostingOutcome;

class ReservationPropertiesTest {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 15);
    private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");
    private static final List<Place> WAREHOUSES = List.of(warehouse("W1", 1), warehouse("W2", 2));

    /** What an order went through, told by its events; some told twice, in any order. */
    record Story(List<OrderNews> told, OrderNews last, int inW1, int inW2) {}

    @Property(tries = 500)
    void theEndFollowsFromTheNewestNewsInWhateverOrderAndHoweverOftenTheyAreTold(@ForAll("stories") Story story) {
        InMemoryLedger straight = stocked(story);
        Reservation expected = run(straight, null, story.last());
        if (story.last().goal() == Goal.SHIP || story.last().goal() == Goal.DELIVER) {
            straight = stocked(story);
            Reservation approved = run(straight, null, story.told().getFirst());
            expected = run(straight, approved, story.last());
        }

        InMemoryLedger ledger = stocked(story);
        Reservation reservation = run(ledger, null, story.told().getFirst());
        for (OrderNews news : story.told()) {
            reservation = run(ledger, reservation, news);
        }
        reservation = run(ledger, reservation, story.last());

        assertThat(reservation.status()).isEqualTo(expected.status());
        assertThat(withoutEmpty(ledger)).isEqualTo(withoutEmpty(straight));
        assertThat(total(ledger)).isEqualTo(story.inW1() + story.inW2() - delivered(reservation));
    }

    @Property(tries = 300)
    void workThatStopsAnywhereIsTakenUpAgainWithoutBookingTwice(@ForAll("stories") Story story) {
        InMemoryLedger ledger = stocked(story);
        Reservation stored = Reservation.of(story.told().getFirst());
        Set<String> booked = new HashSet<>();
        // Every movement is booked, forgotten as by a crash before the save, and booked again.
        for (int i = 0; i < 200; i++) {
            Step step = stored.next();
            if (step instanceof Step.Source source) {
                List<Allocation> plan = allocate(ledger, source, stored);
                if (plan.isEmpty()) {
                    break;
                }
                stored = stored.plan(plan, DAY);
            } else if (step instanceof Step.Book book) {
                PostingOutcome first = ledger.move(book.movement());
                PostingOutcome again = ledger.move(book.movement());
                if (first instanceof PostingOutcome.Posted) {
                    assertThat(again).isInstanceOf(PostingOutcome.AlreadyPosted.class);
                    assertThat(booked.add(book.movement().id())).isTrue();
                }
                stored = stored.after(book, first.isBooked());
            } else {
                break;
            }
        }

        assertThat(stored.status()).isNotEqualTo(ReservationStatus.PENDING);
    }

    @Provide
    Arbitrary<Story> stories() {
        Arbitrary<Integer> quantities = Arbitraries.integers().between(1, 12);
        Arbitrary<Integer> stock = Arbitraries.integers().between(0, 15);
        Arbitrary<Goal> ends = Arbitraries.of(Goal.KEEP, Goal.GIVE_BACK, Goal.SHIP, Goal.DELIVER);
        return Combinators.combine(quantities, quantities, stock, stock, ends, Arbitraries.randoms())
                .as((first, second, inW1, inW2, end, random) -> {
                    OrderNews approved = news(2, Goal.KEEP, first, second, 0, 0);
                    int kept = Math.min(first, inW1 + inW2);
                    int keptSecond = Math.min(second, inW1 + inW2 - kept);
                    OrderNews last = end == Goal.KEEP ? approved : news(5, end, first, second, kept, keptSecond / 2);
                    List<OrderNews> told = new ArrayList<>(List.of(approved, approved, last));
                    if (end == Goal.DELIVER) {
                        told.add(news(4, Goal.SHIP, first, second, kept, keptSecond / 2));
                    }
                    if (end == Goal.GIVE_BACK) {
                        java.util.Collections.shuffle(told, random);
                    } else {
                        // Goods can be sent only after they were kept; the rest may come in any order.
                        java.util.Collections.shuffle(told.subList(1, told.size()), random);
                    }
                    return new Story(told, last, inW1, inW2);
                });
    }

    private static OrderNews news(int version, Goal goal, int first, int second, int shipFirst, int shipSecond) {
        return new OrderNews(
                "O1",
                version,
                "D1",
                false,
                goal,
                NOW,
                DAY,
                List.of(
                        new OrderNews.Line(1, "BIKE", first, shipFirst),
                        new OrderNews.Line(2, "BIKE", second, shipSecond)));
    }

    private static Reservation run(InMemoryLedger ledger, @Nullable Reservation before, OrderNews news) {
        Reservation current = before == null ? Reservation.of(news) : before.accept(news);
        if (current.needsDestination()) {
            current = current.sendingTo("D1");
        }
        while (true) {
            switch (current.next()) {
                case Step.Nothing nothing -> {
                    return current;
                }
                case Step.Source source -> {
                    List<Allocation> plan = allocate(ledger, source, current);
                    if (plan.isEmpty()) {
                        return current;
                    }
                    current = current.plan(plan, DAY);
                }
                case Step.Book book ->
                    current = current.after(book, ledger.move(book.movement()).isBooked());
            }
        }
    }

    private static List<Allocation> allocate(InMemoryLedger ledger, Step.Source source, Reservation reservation) {
        Map<BalanceKey, Long> available = new HashMap<>();
        ledger.all().forEach((key, balance) -> available.put(key, balance.available()));
        return SourcingPolicy.allocate(source.needs(), WAREHOUSES, available, List.of(), reservation.attempts() + 1);
    }

    private static InMemoryLedger stocked(Story story) {
        InMemoryLedger ledger = new InMemoryLedger();
        open(ledger, "W1", story.inW1());
        open(ledger, "W2", story.inW2());
        return ledger;
    }

    private static void open(InMemoryLedger ledger, String place, int quantity) {
        if (quantity > 0) {
            ledger.move(new Movement(
                    "opening:" + place,
                    "BIKE",
                    Account.PRODUCTION,
                    Account.available(place),
                    quantity,
                    new Cause(Cause.Kind.OPENING, "start"),
                    DAY));
        }
    }

    private static Map<BalanceKey, Balance> withoutEmpty(InMemoryLedger ledger) {
        Map<BalanceKey, Balance> balances = new HashMap<>(ledger.all());
        balances.values().removeIf(Balance.ZERO::equals);
        return balances;
    }

    private static long total(InMemoryLedger ledger) {
        return ledger.all().values().stream()
                .mapToLong(balance -> balance.available() + balance.reserved() + balance.inTransit())
                .sum();
    }

    private static long delivered(Reservation reservation) {
        return reservation.direct() && reservation.status() == ReservationStatus.DELIVERED
                ? reservation.lines().stream()
                        .mapToLong(line -> reservation.shippedOf(line.line()))
                        .sum()
                : 0;
    }

    private static Place warehouse(String id, int priority) {
        return new Place(id, id, Place.Kind.WAREHOUSE, null, null, true, priority);
    }
}
