package org.qudao.inventory.reservation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.qudao.inventory.reservation.Allocation.State;
import org.qudao.inventory.reservation.Step.Act;
import org.qudao.inventory.stock.Account;
import org.qudao.inventory.stock.Cause;
import org.qudao.inventory.stock.Movement;

/**
 * What is kept for one order. {@link #accept} takes in news of the order, {@link #next} says what is to be done,
 * {@link #after} notes that it was. Every step may be repeated: its movement has the same id.
 *
 * @param orderVersion of the newest news; older news change nothing
 * @param destination the place that receives the goods; known before anything is sent
 * @param attempts how many plans were made
 */
public record Reservation(
        String orderId,
        long orderVersion,
        String nodeId,
        boolean direct,
        Goal goal,
        Instant since,
        LocalDate on,
        @Nullable String destination,
        int attempts,
        List<ReservationLine> lines,
        List<Allocation> allocations) {

    public Reservation {
        lines = List.copyOf(lines);
        allocations = List.copyOf(allocations);
    }

    public static Reservation of(OrderNews news) {
        return new Reservation(
                news.orderId(),
                news.version(),
                news.nodeId(),
                news.direct(),
                news.goal(),
                news.since(),
                news.on(),
                null,
                0,
                news.lines().stream()
                        .map(line ->
                                new ReservationLine(line.line(), line.sku(), line.quantity(), line.toShip(), false))
                        .toList(),
                List.of());
    }

    /** Newer news replace the goal; the same or older news change nothing. */
    public Reservation accept(OrderNews news) {
        if (news.version() <= orderVersion) {
            return this;
        }
        List<ReservationLine> told = lines.stream()
                .map(line -> news.lines().stream()
                        .filter(newLine -> newLine.line() == line.line())
                        .findFirst()
                        .map(newLine -> line.withToShip(newLine.toShip()))
                        .orElse(line))
                .toList();
        Instant oldest = since.isBefore(news.since()) ? since : news.since();
        return new Reservation(
                orderId,
                news.version(),
                nodeId,
                direct,
                news.goal(),
                oldest,
                news.on(),
                destination,
                attempts,
                told,
                allocations);
    }

    /** Goods can only be sent to a known place. */
    public Reservation sendingTo(String place) {
        return new Reservation(
                orderId, orderVersion, nodeId, direct, goal, since, on, place, attempts, lines, allocations);
    }

    public boolean needsDestination() {
        return destination == null && (goal == Goal.SHIP || goal == Goal.DELIVER);
    }

    /** Adds a plan made today; its allocations are not taken yet. */
    public Reservation plan(List<Allocation> planned, LocalDate today) {
        List<Allocation> all = new ArrayList<>(allocations);
        all.addAll(planned);
        return new Reservation(
                orderId, orderVersion, nodeId, direct, goal, since, today, destination, attempts + 1, lines, all);
    }

    /** What must happen next; follows from the state alone. */
    public Step next() {
        for (int i = 0; i < allocations.size(); i++) {
            Allocation allocation = allocations.get(i);
            if (allocation.state() == State.PLANNED) {
                return book(i, Act.TAKE, allocation.quantity());
            }
        }
        return switch (goal) {
            case KEEP -> needs().isEmpty() ? new Step.Nothing() : new Step.Source(needs());
            case GIVE_BACK -> firstTaken() < 0 ? new Step.Nothing() : giveBackRest(firstTaken());
            case SHIP -> settle();
            case DELIVER -> settle() instanceof Step.Book step ? step : arrive();
        };
    }

    /** Notes a booked step; a refused one can only be a taking. */
    public Reservation after(Step.Book step, boolean booked) {
        List<Allocation> changed = new ArrayList<>(allocations);
        List<ReservationLine> changedLines = lines;
        switch (step.act()) {
            case TAKE ->
                changed.set(step.allocation(), changed.get(step.allocation()).in(booked ? State.TAKEN : State.REFUSED));
            case GIVE_BACK ->
                changed.set(
                        step.allocation(),
                        changed.get(step.allocation())
                                .settled(changed.get(step.allocation()).shipped()));
            case SEND -> changed.set(step.allocation(), sent(changed.get(step.allocation()), step));
            case ARRIVE ->
                changedLines = lines.stream()
                        .map(line -> line.line() == step.line() ? line.asArrived() : line)
                        .toList();
        }
        if (!booked && step.act() != Act.TAKE) {
            throw new IllegalStateException("The ledger lacks goods it should hold: " + step.movement());
        }
        return with(attempts, changedLines, changed);
    }

    /** Goods that wait for stock, line by line. */
    public List<Step.Need> needs() {
        if (goal != Goal.KEEP) {
            return List.of();
        }
        return lines.stream()
                .map(line -> new Step.Need(line.line(), line.sku(), line.quantity() - keptOrPlanned(line.line())))
                .filter(need -> need.quantity() > 0)
                .toList();
    }

    public Set<String> waitingSkus() {
        return waiting().keySet();
    }

    /** Units that wait for stock, by item. */
    public SortedMap<String, Integer> waiting() {
        SortedMap<String, Integer> units = new TreeMap<>();
        needs().forEach(need -> units.merge(need.sku(), need.quantity(), Integer::sum));
        return units;
    }

    public ReservationStatus status() {
        return switch (next()) {
            case Step.Book book -> ReservationStatus.PENDING;
            case Step.Source source ->
                allocations.stream().anyMatch(a -> a.state() == State.TAKEN)
                        ? ReservationStatus.PARTIAL
                        : ReservationStatus.WAITING;
            case Step.Nothing nothing ->
                switch (goal) {
                    case KEEP -> ReservationStatus.FULL;
                    case GIVE_BACK -> ReservationStatus.RELEASED;
                    case SHIP -> ReservationStatus.SHIPPED;
                    case DELIVER -> ReservationStatus.DELIVERED;
                };
        };
    }

    /** Allocations of a line whose goods are kept or were sent. */
    public List<Allocation> sourcesOf(int line) {
        return allocations.stream()
                .filter(a -> a.line() == line)
                .filter(a -> a.state() == State.TAKEN || (a.state() == State.SETTLED && a.shipped() > 0))
                .toList();
    }

    public int reservedOf(int line) {
        return allocations.stream()
                .filter(a -> a.line() == line && a.state() == State.TAKEN)
                .mapToInt(Allocation::quantity)
                .sum();
    }

    public int shippedOf(int line) {
        return allocations.stream()
                .filter(a -> a.line() == line && a.state() == State.SETTLED)
                .mapToInt(Allocation::shipped)
                .sum();
    }

    /** The order said that more was sent than was kept for it; the ledger cannot follow what was never there. */
    public int shippedWithoutStock(ReservationLine line) {
        boolean sent = goal == Goal.SHIP || goal == Goal.DELIVER;
        return sent ? Math.max(0, line.toShip() - shippedOf(line.line())) : 0;
    }

    private Step settle() {
        int index = firstTaken();
        if (index < 0) {
            return new Step.Nothing();
        }
        Allocation allocation = allocations.get(index);
        int toSend = toSend(index);
        return allocation.shipped() == 0 && toSend > 0 ? book(index, Act.SEND, toSend) : giveBackRest(index);
    }

    private Step.Book giveBackRest(int index) {
        Allocation allocation = allocations.get(index);
        return book(index, Act.GIVE_BACK, allocation.quantity() - allocation.shipped());
    }

    private Step arrive() {
        for (ReservationLine line : lines) {
            int shipped = shippedOf(line.line());
            if (!line.arrived() && shipped > 0) {
                Account to = direct ? Account.CUSTOMERS : Account.available(destinationPlace());
                return new Step.Book(
                        new Movement(
                                "order:%s:%d:arrive".formatted(orderId, line.line()),
                                line.sku(),
                                Account.inTransit(destinationPlace()),
                                to,
                                shipped,
                                new Cause(Cause.Kind.DELIVERY, orderId),
                                on),
                        Act.ARRIVE,
                        line.line(),
                        -1);
            }
        }
        return new Step.Nothing();
    }

    /** What is to be sent of a line is spread over its allocations in their order, which never changes. */
    private int toSend(int index) {
        Allocation allocation = allocations.get(index);
        int left = lines.stream()
                .filter(line -> line.line() == allocation.line())
                .mapToInt(ReservationLine::toShip)
                .sum();
        for (int i = 0; i < index; i++) {
            Allocation before = allocations.get(i);
            if (before.line() == allocation.line() && before.state() == State.SETTLED) {
                left -= before.shipped();
            }
        }
        return Math.clamp(left, 0, allocation.quantity());
    }

    private static Allocation sent(Allocation allocation, Step.Book step) {
        int shipped = step.movement().quantity();
        return shipped == allocation.quantity()
                ? allocation.settled(shipped)
                : new Allocation(
                        allocation.line(),
                        allocation.sku(),
                        allocation.place(),
                        allocation.quantity(),
                        allocation.attempt(),
                        allocation.state(),
                        shipped,
                        allocation.why(),
                        allocation.available());
    }

    private String destinationPlace() {
        if (destination == null) {
            throw new IllegalStateException("Order " + orderId + " has no destination yet");
        }
        return destination;
    }

    private int firstTaken() {
        for (int i = 0; i < allocations.size(); i++) {
            if (allocations.get(i).state() == State.TAKEN) {
                return i;
            }
        }
        return -1;
    }

    private int keptOrPlanned(int line) {
        return allocations.stream()
                .filter(a -> a.line() == line && (a.state() == State.PLANNED || a.state() == State.TAKEN))
                .mapToInt(Allocation::quantity)
                .sum();
    }

    private Step.Book book(int index, Act act, int quantity) {
        Allocation a = allocations.get(index);
        String verb =
                switch (act) {
                    case TAKE -> "reserve";
                    case GIVE_BACK -> "release";
                    case SEND -> "ship";
                    case ARRIVE -> throw new IllegalArgumentException("a line arrives, not an allocation");
                };
        Account from = act == Act.TAKE ? Account.available(a.place()) : Account.reserved(a.place());
        Account to =
                switch (act) {
                    case TAKE -> Account.reserved(a.place());
                    case GIVE_BACK -> Account.available(a.place());
                    default -> Account.inTransit(destinationPlace());
                };
        Cause.Kind kind =
                switch (act) {
                    case TAKE -> Cause.Kind.RESERVATION;
                    case GIVE_BACK -> Cause.Kind.RELEASE;
                    default -> Cause.Kind.SHIPMENT;
                };
        String id = "order:%s:%d:%s:%s:%d".formatted(orderId, a.line(), verb, a.place(), a.attempt());
        return new Step.Book(
                new Movement(id, a.sku(), from, to, quantity, new Cause(kind, orderId), on), act, a.line(), index);
    }

    private Reservation with(int newAttempts, List<ReservationLine> newLines, List<Allocation> newAllocations) {
        return new Reservation(
                orderId,
                orderVersion,
                nodeId,
                direct,
                goal,
                since,
                on,
                destination,
                newAttempts,
                newLines,
                newAllocations);
    }
}
