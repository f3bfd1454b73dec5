package org.qudao.order.model;

import java.util.EnumSet;
import java.util.Set;

/** The life cycle of a return. Only the transitions listed here happen. */
public enum ReturnStatus {
    /** Stored under its key; whether the order has the pieces left is still open and will be decided even after a crash. */
    SUBMITTED,
    /** Holds its pieces of the order; headquarters decides. */
    REQUESTED,
    /** Headquarters expects the goods. */
    APPROVED,
    /** The goods are back and inspected; stock and credit follow. */
    RECEIVED,
    /** The account counts it. */
    CREDITED,
    /** Turned down, by the rules or by headquarters; holds nothing. */
    REJECTED,
    /** Taken back by who requested it; holds nothing. */
    WITHDRAWN;

    /** The statuses that may come next; empty for an end state. */
    public Set<ReturnStatus> next() {
        return switch (this) {
            case SUBMITTED -> EnumSet.of(REQUESTED, REJECTED);
            case REQUESTED -> EnumSet.of(APPROVED, REJECTED, WITHDRAWN);
            case APPROVED -> EnumSet.of(RECEIVED, REJECTED);
            case RECEIVED -> EnumSet.of(CREDITED);
            case CREDITED, REJECTED, WITHDRAWN -> EnumSet.noneOf(ReturnStatus.class);
        };
    }

    public boolean canBecome(ReturnStatus other) {
        return next().contains(other);
    }

    /** Ended without goods. */
    public boolean holdsNothing() {
        return this == REJECTED || this == WITHDRAWN;
    }

    /** The event about a return which has just got this status; see {@code contracts/order.return}. */
    public String eventType() {
        return switch (this) {
            case SUBMITTED ->
                throw new IllegalStateException("a submitted return is not published before it is decided");
            case REQUESTED -> "ReturnRequested";
            case APPROVED -> "ReturnApproved";
            case RECEIVED -> "ReturnReceived";
            case CREDITED -> "ReturnCredited";
            case REJECTED -> "ReturnRejected";
            case WITHDRAWN -> "ReturnWithdrawn";
        };
    }
}
