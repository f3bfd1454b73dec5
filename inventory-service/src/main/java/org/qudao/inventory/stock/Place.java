package org.qudao.inventory.stock;

import org.jspecify.annotations.Nullable;

/**
 * Where goods can be.
 *
 * @param nodeId the node of the network that owns the stock; only for NODE
 * @param regionId the region a warehouse serves first; null serves all alike
 * @param sourcing orders may be served from here
 * @param priority the lower, the sooner it is asked
 */
public record Place(
        String id,
        String name,
        Kind kind,
        @Nullable String nodeId,
        @Nullable String regionId,
        boolean sourcing,
        int priority) {

    /** Who owns the stock at a place. */
    public enum Kind {
        /** The company's own or regional warehouse. */
        WAREHOUSE,
        /** A dealer, an outlet, or the shop of the direct channel. */
        NODE
    }

    public Place {
        if ((kind == Kind.NODE) != (nodeId != null)) {
            throw new IllegalArgumentException("Place " + id + " of kind " + kind + " has node " + nodeId);
        }
        if (kind == Kind.NODE && sourcing) {
            throw new IllegalArgumentException("Place " + id + " of a node cannot serve orders");
        }
    }

    public static Place ofNode(String id, String name, String nodeId) {
        return new Place(id, name, Kind.NODE, nodeId, null, false, 0);
    }
}
