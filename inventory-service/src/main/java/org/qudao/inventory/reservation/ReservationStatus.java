package org.qudao.inventory.reservation;

/** How far the stock is with an order. */
public enum ReservationStatus {
    /** Goods are being taken, or the work was interrupted and will go on. */
    PENDING,
    /** Every line is kept in full. */
    FULL,
    /** Some is kept, the rest waits for stock. */
    PARTIAL,
    /** Nothing is kept; all of it waits for stock. */
    WAITING,
    /** Nothing is kept any more: cancelled or refused. */
    RELEASED,
    /** Left the warehouse; in transit. */
    SHIPPED,
    /** Arrived. */
    DELIVERED
}
