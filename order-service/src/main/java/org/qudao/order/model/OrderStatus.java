package org.qudao.order.model;

import java.util.EnumSet;
import java.util.Set;

/** The life cycle of an order. Only the transitions listed here happen. */
public enum OrderStatus {
    /** Stored under its key; the credit decision is still open and will be made even after a crash. */
    SUBMITTED,
    /** The credit did not suffice; headquarters releases or refuses. Takes no credit. */
    HELD,
    /** Credit is taken (where the channel needs it); inventory has not answered yet. */
    APPROVED,
    /** Every line is reserved in full. */
    CONFIRMED,
    /** Something is reserved and something waits for goods. */
    PARTLY_SOURCED,
    /** Nothing could be reserved yet. */
    BACK_ORDERED,
    /** The goods left the warehouse; what was not reserved then is short-shipped for good. */
    SHIPPED,
    /** The buyer has the goods; the sale is recognised on that day. */
    DELIVERED,
    /** The invoice is out; the terms run from that day. */
    INVOICED,
    /** Nothing is owed any more. */
    PAID,
    /** Called off before the goods left; credit and goods are given back. */
    CANCELLED,
    /** Held and then turned down by headquarters. */
    REFUSED;

    /** Waiting for goods or ready to go: a new allocation counts. */
    public static final Set<OrderStatus> AWAITING_SHIPMENT =
            EnumSet.of(APPROVED, CONFIRMED, PARTLY_SOURCED, BACK_ORDERED);

    /** Holds an entry in the credit account, if the order is on credit. */
    public static final Set<OrderStatus> ON_CREDIT =
            EnumSet.of(APPROVED, CONFIRMED, PARTLY_SOURCED, BACK_ORDERED, SHIPPED, DELIVERED, INVOICED);

    /** The goods are there. */
    public static final Set<OrderStatus> WITH_THE_BUYER = EnumSet.of(DELIVERED, INVOICED, PAID);

    /** The statuses that may come next; empty for an end state. */
    public Set<OrderStatus> next() {
        return switch (this) {
            case SUBMITTED -> EnumSet.of(APPROVED, HELD, CANCELLED);
            case HELD -> EnumSet.of(APPROVED, REFUSED, CANCELLED);
            case APPROVED -> EnumSet.of(CONFIRMED, PARTLY_SOURCED, BACK_ORDERED, CANCELLED);
            case CONFIRMED -> EnumSet.of(PARTLY_SOURCED, BACK_ORDERED, SHIPPED, CANCELLED);
            case PARTLY_SOURCED -> EnumSet.of(CONFIRMED, BACK_ORDERED, SHIPPED, CANCELLED);
            case BACK_ORDERED -> EnumSet.of(CONFIRMED, PARTLY_SOURCED, CANCELLED);
            case SHIPPED -> EnumSet.of(DELIVERED);
            case DELIVERED -> EnumSet.of(INVOICED);
            case INVOICED -> EnumSet.of(PAID);
            case PAID, CANCELLED, REFUSED -> EnumSet.noneOf(OrderStatus.class);
        };
    }

    public boolean canBecome(OrderStatus other) {
        return next().contains(other);
    }

    /** The event that tells the others about an order which has just got this status; see {@code contracts/order.order}. */
    public String eventType() {
        return switch (this) {
            case SUBMITTED ->
                throw new IllegalStateException("a submitted order is not published before it is decided");
            case HELD -> "OrderHeld";
            case APPROVED -> "OrderApproved";
            case CONFIRMED, PARTLY_SOURCED, BACK_ORDERED -> "OrderSourced";
            case SHIPPED -> "OrderShipped";
            case DELIVERED -> "OrderDelivered";
            case INVOICED -> "OrderInvoiced";
            case PAID -> "OrderPaid";
            case CANCELLED -> "OrderCancelled";
            case REFUSED -> "OrderRefused";
        };
    }
}
