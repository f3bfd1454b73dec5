package org.qudao.order.model;

/** What a write changed. */
public enum Effect {
    /** It was not there before. */
    INSERTED,
    /** It was there with other content. */
    UPDATED,
    /** It was there with the same content. */
    UNCHANGED
}
