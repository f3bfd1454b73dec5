package org.qudao.forecast.model;

import org.jspecify.annotations.Nullable;

/**
 * Stock of a product at a place.
 *
 * @param id the balance's id, version its version there: the higher is newer
 * @param nodeId node that owns it, null at a warehouse
 * @param available units on hand and not reserved
 * @param sourcing orders may be served from the place. It comes with movements, so a change of the place is seen with the next movement of
 *     the product there.
 */
public record StockBalance(
        String id,
        long version,
        String place,
        @Nullable String nodeId,
        String sku,
        long available,
        long inTransit,
        boolean sourcing) {

    public boolean isAtWarehouse() {
        return nodeId == null;
    }
}
