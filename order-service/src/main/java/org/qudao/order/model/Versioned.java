package org.qudao.order.model;

/** A value as it was read, with the version that a save must still find. */
public record Versioned<T>(T value, long version) {}
