package org.qudao.dealer.network;

import org.jspecify.annotations.Nullable;

/** One field of a node, before and after. */
public record FieldChange(String field, @Nullable String from, @Nullable String to) {}
