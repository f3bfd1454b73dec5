package org.qudao.inventory.reservation;

/**
 * Part of an order line that one warehouse serves.
 *
 * @param attempt which plan it belongs to; part of the movements' ids
 * @param shipped of the quantity, what left the warehouse; counts when settled
 * @param why the reason for this warehouse, in words and without figures of its stock
 * @param available what the warehouse had when it was chosen
 */
public record Allocation(
        int line,
        String sku,
        String place,
        int quantity,
        int attempt,
        State state,
        int shipped,
        String why,
        long available) {

    /** Life of an allocation; only forward. */
    public enum State {
        /** Written down, the stock not asked yet. */
        PLANNED,
        /** The goods are kept in the warehouse. */
        TAKEN,
        /** Somebody else was faster: nothing was taken. */
        REFUSED,
        /** The goods left, or were given back, or some of each. */
        SETTLED
    }

    static Allocation planned(
            int line, String sku, String place, int quantity, int attempt, String why, long available) {
        return new Allocation(line, sku, place, quantity, attempt, State.PLANNED, 0, why, available);
    }

    Allocation in(State newState) {
        return new Allocation(line, sku, place, quantity, attempt, newState, shipped, why, available);
    }

    Allocation settled(int shippedQuantity) {
        return new Allocation(line, sku, place, quantity, attempt, State.SETTLED, shippedQuantity, why, available);
    }
}
