package org.qudao.order.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step in the life of a return.
 *
 * @param from null for the first one
 * @param by subject of the token, or {@code system:<part>} for what the service did by itself
 */
public record ReturnTransition(
        Instant at, String by, @Nullable ReturnStatus from, ReturnStatus to, @Nullable String reason) {}
