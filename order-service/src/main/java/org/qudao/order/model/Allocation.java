package org.qudao.order.model;

import java.util.List;

/**
 * Inventory's answer for an order.
 *
 * @param version of the reservation: a higher one replaces a lower one, whatever order they arrive in
 */
public record Allocation(long version, Outcome outcome, List<Line> lines) {

    /** How much of the order is reserved. */
    public enum Outcome {
        /** All of it. */
        FULL,
        /** Some of it. */
        PARTIAL,
        /** None of it, all waits. */
        WAITING
    }

    /** What is reserved for one line and where. */
    public record Line(int line, int reserved, List<Source> sources) {}

    OrderStatus status() {
        return switch (outcome) {
            case FULL -> OrderStatus.CONFIRMED;
            case PARTIAL -> OrderStatus.PARTLY_SOURCED;
            case WAITING -> OrderStatus.BACK_ORDERED;
        };
    }
}
