package org.qudao.order.model;

import java.time.Instant;

/**
 * How an order came in.
 *
 * @param requestHash tells the same request again from another one under the same key
 */
public record Submission(String requestHash, Instant at, String by) {}
