package org.qudao.order.model;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A buyer of the direct channel. No name, no address: the service does not need them.
 *
 * @param nodeId the node of the direct channel that serves the customer
 * @param since first purchase
 */
public record Customer(
        String id, String nodeId, @Nullable String city, @Nullable String country, @Nullable LocalDate since) {}
