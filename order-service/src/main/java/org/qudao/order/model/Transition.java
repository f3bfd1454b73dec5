package org.qudao.order.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step in the life of an order.
 *
 * @param from null for the first one
 * @param by subject of the token, or {@code system:<part>} for what the service did by itself
 */
public record Transition(Instant at, String by, @Nullable OrderStatus from, OrderStatus to, @Nullable String reason) {}
