package org.qudao.platform.outbox;

import org.jspecify.annotations.Nullable;

/**
 * What one write has to tell the others.
 *
 * @param type name in the past, such as {@code OrderShipped}
 * @param data the aggregate's new state as the contract shows it; becomes JSON
 * @param reference what caused the write, kept beside the event until it is published; lets a repeat recognise itself
 */
public record OutgoingEvent(String type, Object data, @Nullable String reference) {

    public OutgoingEvent(String type, Object data) {
        this(type, data, null);
    }
}
