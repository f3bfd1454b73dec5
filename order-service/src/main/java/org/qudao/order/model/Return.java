package org.qudao.order.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Unsold goods of one delivered order that a dealer gives back. Immutable: each step gives the next state or says why it may not be
 * taken.
 *
 * @param nodeId the dealer
 * @param reason why they come back, in the dealer's words
 * @param refusal why the rules turned it down at once, or null when they did not; never changes after the decision
 * @param warehouse that received the goods
 * @param creditedOn the day on which the sale counts no more
 * @param transitions oldest first
 */
public record Return(
        String id,
        String orderId,
        String orderNumber,
        String nodeId,
        ReturnStatus status,
        String currency,
        List<ReturnLine> lines,
        String reason,
        LocalDate requestedOn,
        @Nullable Receipt refusal,
        @Nullable String warehouse,
        @Nullable LocalDate receivedOn,
        @Nullable LocalDate creditedOn,
        Submission submission,
        List<ReturnTransition> transitions) {

    public Return {
        if (lines.isEmpty() || lines.size() > Order.MAX_LINES) {
            throw new IllegalArgumentException("a return has 1 to " + Order.MAX_LINES + " lines");
        }
        lines = List.copyOf(lines);
        transitions = List.copyOf(transitions);
    }

    public static Return submitted(
            String id, Order order, List<ReturnLine> lines, String reason, LocalDate on, Submission submission) {
        return new Return(
                id,
                order.id(),
                order.number(),
                order.parties().nodeId(),
                ReturnStatus.SUBMITTED,
                order.currency(),
                lines,
                reason,
                on,
                null,
                null,
                null,
                null,
                submission,
                List.of(new ReturnTransition(submission.at(), submission.by(), null, ReturnStatus.SUBMITTED, null)));
    }

    /** Pieces by line of the order. */
    public Map<Integer, Integer> requested() {
        Map<Integer, Integer> pieces = new HashMap<>();
        lines.forEach(line -> pieces.put(line.line(), line.quantity()));
        return pieces;
    }

    /** Pieces by line of the order; without lines of which nothing came. */
    public Map<Integer, Integer> received() {
        Map<Integer, Integer> pieces = new HashMap<>();
        lines.stream().filter(line -> line.received() > 0).forEach(line -> pieces.put(line.line(), line.received()));
        return pieces;
    }

    /** What the goods that came back had cost. */
    public BigDecimal amount() {
        return lines.stream().map(ReturnLine::netAmount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Answers whether the order had the pieces left, once. */
    public ReturnStep decide(@Nullable Receipt objection, Act act) {
        if (status != ReturnStatus.SUBMITTED) {
            return ReturnStep.NOTHING;
        }
        Return decided = new Return(
                id,
                orderId,
                orderNumber,
                nodeId,
                status,
                currency,
                lines,
                reason,
                requestedOn,
                objection,
                warehouse,
                receivedOn,
                creditedOn,
                submission,
                transitions);
        return decided.step(objection == null ? ReturnStatus.REQUESTED : ReturnStatus.REJECTED, act);
    }

    public ReturnStep approve(Act act) {
        return step(ReturnStatus.APPROVED, act);
    }

    /** Also of what was approved and never came. */
    public ReturnStep reject(Act act) {
        return status == ReturnStatus.SUBMITTED ? illegal(ReturnStatus.REJECTED) : step(ReturnStatus.REJECTED, act);
    }

    public ReturnStep withdraw(Act act) {
        return step(ReturnStatus.WITHDRAWN, act);
    }

    /** Less may come back than was approved, but something does, and never more. */
    public ReturnStep receive(Inspection inspection, LocalDate on, Act act) {
        if (receivedOn != null) {
            return isWhatCame(inspection)
                    ? ReturnStep.NOTHING
                    : notAllowed(
                            "received-otherwise",
                            ReturnStatus.RECEIVED,
                            "It was received with other pieces or at another warehouse.",
                            "Book a count of the warehouse if that was wrong.");
        }
        if (!status.canBecome(ReturnStatus.RECEIVED)) {
            return illegal(ReturnStatus.RECEIVED);
        }
        ReturnStep.NotAllowed contradiction = contradiction(inspection);
        if (contradiction != null) {
            return contradiction;
        }
        List<ReturnLine> inspected = lines.stream()
                .map(line -> {
                    Inspection.Pieces pieces = inspection.of(line.sku());
                    return line.inspected(pieces.good(), pieces.damaged());
                })
                .toList();
        return new ReturnStep.Taken(
                next(ReturnStatus.RECEIVED, act, inspected, inspection.warehouse(), on, creditedOn));
    }

    public ReturnStep credit(LocalDate on, Act act) {
        if (status == ReturnStatus.CREDITED) {
            return ReturnStep.NOTHING;
        }
        return status.canBecome(ReturnStatus.CREDITED)
                ? new ReturnStep.Taken(next(ReturnStatus.CREDITED, act, lines, warehouse, receivedOn, on))
                : illegal(ReturnStatus.CREDITED);
    }

    private boolean isWhatCame(Inspection inspection) {
        return Objects.equals(inspection.warehouse(), warehouse)
                && lines.stream()
                        .allMatch(line ->
                                inspection.of(line.sku()).equals(new Inspection.Pieces(line.good(), line.damaged())))
                && unknown(inspection).isEmpty();
    }

    private Set<String> unknown(Inspection inspection) {
        Set<String> unknown = new HashSet<>(inspection.bySku().keySet());
        lines.forEach(line -> unknown.remove(line.sku()));
        return unknown;
    }

    private ReturnStep.@Nullable NotAllowed contradiction(Inspection inspection) {
        Set<String> unknown = unknown(inspection);
        if (!unknown.isEmpty()) {
            String sku = unknown.iterator().next();
            return wrongPieces(sku, 0, inspection.of(sku).all());
        }
        for (ReturnLine line : lines) {
            long came = inspection.of(line.sku()).all();
            if (came > line.quantity()) {
                return wrongPieces(line.sku(), line.quantity(), came);
            }
        }
        return inspection.bySku().values().stream().allMatch(pieces -> pieces.all() == 0)
                ? new ReturnStep.NotAllowed(
                        "nothing-received",
                        "Return " + id + ": nothing came back.",
                        Receipt.of("RETURN.NOTHING_RECEIVED", "Reject the return if the goods will not come."))
                : null;
    }

    private ReturnStep.NotAllowed wrongPieces(String sku, int approved, long came) {
        return new ReturnStep.NotAllowed(
                "more-than-approved",
                "Return " + id + " was not approved for so many of " + sku + ".",
                Receipt.of(
                        "RETURN.NOT_APPROVED",
                        "Receive what was approved; send the rest back, or let the dealer request another return for it.",
                        "sku",
                        sku,
                        "approved",
                        String.valueOf(approved),
                        "received",
                        String.valueOf(came)));
    }

    private ReturnStep step(ReturnStatus to, Act act) {
        if (status == to) {
            return ReturnStep.NOTHING;
        }
        return status.canBecome(to)
                ? new ReturnStep.Taken(next(to, act, lines, warehouse, receivedOn, creditedOn))
                : illegal(to);
    }

    private ReturnStep.NotAllowed illegal(ReturnStatus to) {
        return notAllowed(
                "illegal-transition",
                to,
                "A return that is " + status + " cannot become " + to + ".",
                status.next().isEmpty() ? "It has reached its end." : "Possible now: " + status.next() + ".");
    }

    private ReturnStep.NotAllowed notAllowed(String code, ReturnStatus to, String why, String remedy) {
        return new ReturnStep.NotAllowed(
                code,
                "Return " + id + ": " + why,
                Receipt.of("RETURN.LIFE_CYCLE", remedy, "status", status.name(), "wanted", to.name()));
    }

    private Return next(
            ReturnStatus to,
            Act act,
            List<ReturnLine> newLines,
            @Nullable String at,
            @Nullable LocalDate newReceivedOn,
            @Nullable LocalDate newCreditedOn) {
        List<ReturnTransition> all = new ArrayList<>(transitions);
        all.add(new ReturnTransition(act.at(), act.by(), status, to, act.reason()));
        return new Return(
                id,
                orderId,
                orderNumber,
                nodeId,
                to,
                currency,
                newLines,
                reason,
                requestedOn,
                refusal,
                at,
                newReceivedOn,
                newCreditedOn,
                submission,
                all);
    }
}
