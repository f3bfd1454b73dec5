package org.qudao.order.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Money received from a node.
 *
 * @param id chosen by the payer's or the bank's side; the same id is the same payment
 * @param orderId the order it is meant for, or null for the oldest ones first
 * @param byOrder what each order got; empty until applied
 * @param unallocated what no order needed; zero until applied
 */
public record Payment(
        String id,
        String nodeId,
        BigDecimal amount,
        @Nullable String orderId,
        LocalDate receivedOn,
        String currency,
        State state,
        Map<String, BigDecimal> byOrder,
        BigDecimal unallocated) {

    /** How far a payment is. */
    public enum State {
        /** Stored; will be counted in the account, even after a crash. */
        RECEIVED,
        /** Counted in the account. */
        APPLIED,
        /** Imported from another system: shown, never counted. */
        HISTORY
    }

    public Payment {
        if (amount.signum() <= 0) {
            throw new IllegalArgumentException("a payment is more than nothing");
        }
        byOrder = Map.copyOf(byOrder);
    }

    public static Payment received(
            String id,
            String nodeId,
            BigDecimal amount,
            @Nullable String orderId,
            LocalDate receivedOn,
            String currency) {
        return new Payment(
                id, nodeId, amount, orderId, receivedOn, currency, State.RECEIVED, Map.of(), BigDecimal.ZERO);
    }

    public static Payment recorded(String id, String nodeId, BigDecimal amount, LocalDate receivedOn, String currency) {
        return new Payment(id, nodeId, amount, null, receivedOn, currency, State.HISTORY, Map.of(), BigDecimal.ZERO);
    }

    public Payment applied(AppliedPayment trace) {
        return new Payment(
                id, nodeId, amount, orderId, receivedOn, currency, State.APPLIED, trace.byOrder(), trace.unallocated());
    }

    /** Sorts payments by day and, within a day, by id. */
    public String cursor() {
        return receivedOn + "|" + id;
    }

    /** Whether the sender said the same again. */
    public boolean sameRequestAs(Payment other) {
        return id.equals(other.id)
                && nodeId.equals(other.nodeId)
                && amount.compareTo(other.amount) == 0
                && Objects.equals(orderId, other.orderId)
                && receivedOn.equals(other.receivedOn)
                && currency.equals(other.currency)
                && (state == State.HISTORY) == (other.state == State.HISTORY);
    }
}
