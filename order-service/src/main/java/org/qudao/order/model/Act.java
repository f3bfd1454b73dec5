package org.qudao.order.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who does something, when, and why.
 *
 * @param by subject of the token, or {@code system:<part>}
 */
public record Act(Instant at, String by, @Nullable String reason) {}
