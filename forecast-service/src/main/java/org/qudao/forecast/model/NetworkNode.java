package org.qudao.forecast.model;

import java.util.List;

/**
 * A node of the dealer network, as far as this service cares.
 *
 * @param path ids from the root to the node itself
 */
public record NetworkNode(String id, long version, String name, String kind, List<String> path) {}
