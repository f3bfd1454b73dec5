package org.qudao.order.model;

/** The place that serves a part of a line. */
public record Source(String place, int quantity) {

    public Source {
        if (quantity < 1) {
            throw new IllegalArgumentException("a source serves at least one");
        }
    }
}
