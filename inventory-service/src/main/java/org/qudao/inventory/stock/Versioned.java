package org.qudao.inventory.stock;

/** A document as read; it is saved only if it still has this version. */
public record Versioned<T>(T value, long version) {}
