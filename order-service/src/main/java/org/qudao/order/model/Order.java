package org.qudao.order.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An order with everything that may happen to it. Immutable: each step gives the next state or says why it may not be taken.
 *
 * @param history imported with its final state: it is read and counted, and never moves again
 * @param decision null until the credit question is answered, and for history
 * @param submission null for history
 * @param allocationVersion version of the last reservation that was taken over, 0 for none
 * @param transitions oldest first, at most {@value #MAX_TRANSITIONS}
 * @param returned what its returns hold of the lines
 */
public record Order(
        String id,
        String number,
        Parties parties,
        OrderStatus status,
        boolean history,
        OrderDates dates,
        String currency,
        List<OrderLine> lines,
        @Nullable CreditDecision decision,
        @Nullable Submission submission,
        long allocationVersion,
        List<Transition> transitions,
        ReturnClaims returned) {

    public static final int MAX_LINES = 200;

    /** History orders come from other systems and may be longer. */
    public static final int MAX_RECORDED_LINES = 1_000;

    public static final int MAX_TRANSITIONS = 100;

    public Order {
        if (lines.isEmpty() || lines.size() > MAX_RECORDED_LINES) {
            throw new IllegalArgumentException("an order has 1 to " + MAX_RECORDED_LINES + " lines");
        }
        lines = List.copyOf(lines);
        transitions = List.copyOf(transitions);
    }

    public static Order submitted(
            String id,
            String number,
            Parties parties,
            OrderDates dates,
            String currency,
            List<OrderLine> lines,
            Submission submission) {
        return new Order(
                id,
                number,
                parties,
                OrderStatus.SUBMITTED,
                false,
                dates,
                currency,
                lines,
                null,
                submission,
                0,
                List.of(new Transition(submission.at(), submission.by(), null, OrderStatus.SUBMITTED, null)),
                ReturnClaims.NONE);
    }

    /** What the buyer owes for it: the sum of the lines' net amounts. */
    public BigDecimal total() {
        return Pricing.total(lines);
    }

    /** What it cost when it was submitted, whatever was shipped. */
    public BigDecimal orderedTotal() {
        return lines.stream().map(OrderLine::orderedAmount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Only the distribution channel buys on credit. */
    public boolean needsCredit() {
        return parties.channel() == Channel.DISTRIBUTION;
    }

    /** Answers the credit question of a submitted order, once. */
    public Step decide(CreditDecision answer, Act act) {
        if (status != OrderStatus.SUBMITTED) {
            return Step.NOTHING;
        }
        OrderStatus to = answer.outcome() == CreditDecision.Outcome.APPROVED ? OrderStatus.APPROVED : OrderStatus.HELD;
        Order decided = new Order(
                id,
                number,
                parties,
                status,
                history,
                dates,
                currency,
                lines,
                answer,
                submission,
                allocationVersion,
                transitions,
                returned);
        return decided.step(to, act, UnaryOperator.identity(), dates);
    }

    /** Headquarters lets a held order pass; the caller has taken the credit before. */
    public Step release(Act act) {
        return status == OrderStatus.SUBMITTED
                ? illegal(OrderStatus.APPROVED)
                : step(OrderStatus.APPROVED, act, UnaryOperator.identity(), dates);
    }

    public Step refuse(Act act) {
        return step(OrderStatus.REFUSED, act, UnaryOperator.identity(), dates);
    }

    public Step cancel(Act act) {
        return step(OrderStatus.CANCELLED, act, OrderLine::released, dates);
    }

    /** Takes over what inventory reserved; an older answer, or one for an order that no longer waits, changes nothing. */
    public Step allocate(Allocation allocation, Act act) {
        if (allocation.version() <= allocationVersion || !OrderStatus.AWAITING_SHIPMENT.contains(status)) {
            return Step.NOTHING;
        }
        Map<Integer, Allocation.Line> byLine = new HashMap<>();
        allocation.lines().forEach(line -> byLine.put(line.line(), line));
        List<OrderLine> allocated = lines.stream()
                .map(line -> {
                    Allocation.Line reserved = byLine.get(line.line());
                    return reserved == null ? line.released() : line.allocated(reserved.reserved(), reserved.sources());
                })
                .toList();
        OrderStatus to = allocation.status();
        List<Transition> steps = to == status ? transitions : withTransition(act, to);
        return new Step.Taken(new Order(
                id,
                number,
                parties,
                to,
                history,
                dates,
                currency,
                allocated,
                decision,
                submission,
                allocation.version(),
                steps,
                returned));
    }

    /**
     * Sends what is reserved.
     *
     * @param shortShip needed for a partly sourced order: what is not reserved will never be shipped nor owed
     */
    public Step ship(boolean shortShip, LocalDate on, Act act) {
        if (status == OrderStatus.PARTLY_SOURCED && !shortShip) {
            return new Step.NotAllowed(
                    "short-shipment",
                    "Order " + number + " is not reserved in full.",
                    Receipt.of(
                            "ORDER.SHORT_SHIPMENT",
                            "Wait for the goods, or ship with shortShip: true; what is missing is then not delivered and not owed.",
                            "status",
                            status.name(),
                            "missing",
                            String.valueOf(lines.stream()
                                    .mapToInt(line -> line.quantity() - line.sourced())
                                    .sum())));
        }
        return step(OrderStatus.SHIPPED, act, OrderLine::shippedAsSourced, dates.shipped(on));
    }

    public Step deliver(LocalDate on, Act act) {
        return step(OrderStatus.DELIVERED, act, UnaryOperator.identity(), dates.delivered(on));
    }

    public Step invoice(Act act) {
        return step(OrderStatus.INVOICED, act, UnaryOperator.identity(), dates);
    }

    public Step pay(Act act) {
        return step(OrderStatus.PAID, act, UnaryOperator.identity(), dates);
    }

    /** The buyer has the goods, whatever is still owed for them. */
    public boolean isDelivered() {
        return OrderStatus.WITH_THE_BUYER.contains(status);
    }

    /**
     * Holds pieces of the lines for a return. Nothing when the return holds some or has given them back: it asks once.
     *
     * @param pieces by line
     * @param on the day of the request
     */
    public Step claim(String returnId, Map<Integer, Integer> pieces, LocalDate on, ReturnPolicy policy) {
        if (returned.knows(returnId)) {
            return Step.NOTHING;
        }
        Receipt objection = policy.objection(this, pieces, on);
        return objection == null
                ? new Step.Taken(with(returned.claim(returnId, pieces)))
                : new Step.NotAllowed(
                        "return-refused", "Order " + number + " cannot be returned as requested.", objection);
    }

    /** Lowers what a return holds to these pieces by line; with none it holds nothing any more, and never will. */
    public Step keepReturned(String returnId, Map<Integer, Integer> pieces) {
        ReturnClaims lowered = returned.keep(returnId, pieces);
        return lowered.equals(returned) ? Step.NOTHING : new Step.Taken(with(lowered));
    }

    private Order with(ReturnClaims claims) {
        return new Order(
                id,
                number,
                parties,
                status,
                history,
                dates,
                currency,
                lines,
                decision,
                submission,
                allocationVersion,
                transitions,
                claims);
    }

    private Step step(OrderStatus to, Act act, UnaryOperator<OrderLine> line, OrderDates newDates) {
        if (history) {
            return notAllowed(
                    to, "history-order", "It is history: it was imported with its final state.", "Leave it as it is.");
        }
        if (status == to) {
            return Step.NOTHING;
        }
        if (!status.canBecome(to)) {
            return illegal(to);
        }
        return new Step.Taken(new Order(
                id,
                number,
                parties,
                to,
                false,
                newDates,
                currency,
                lines.stream().map(line).toList(),
                decision,
                submission,
                allocationVersion,
                withTransition(act, to),
                returned));
    }

    private Step.NotAllowed illegal(OrderStatus to) {
        return notAllowed(
                to,
                "illegal-transition",
                "An order that is " + status + " cannot become " + to + ".",
                status.next().isEmpty() ? "It has reached its end." : "Possible now: " + status.next() + ".");
    }

    private Step.NotAllowed notAllowed(OrderStatus to, String code, String why, String remedy) {
        return new Step.NotAllowed(
                code,
                "Order " + number + ": " + why,
                Receipt.of("ORDER.LIFE_CYCLE", remedy, "status", status.name(), "wanted", to.name()));
    }

    /** The first transition always stays; beyond the bound the oldest after it go. */
    private List<Transition> withTransition(Act act, OrderStatus to) {
        List<Transition> all = new ArrayList<>(transitions);
        all.add(new Transition(act.at(), act.by(), status, to, act.reason()));
        while (all.size() > MAX_TRANSITIONS) {
            all.remove(1);
        }
        return all;
    }
}
