package org.qudao.order.model;

import org.jspecify.annotations.Nullable;

/**
 * Who buys, by which channel, for whom, and who sold it.
 *
 * @param nodeId the dealer, or the node of the direct channel
 */
public record Parties(String nodeId, Channel channel, @Nullable String customerId, @Nullable String salespersonId) {}
