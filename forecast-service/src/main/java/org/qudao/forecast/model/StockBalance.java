package org.qudao.forecast.model;

import org.jspecify.annotations.Nullable;

/**
 * Stock of a product at a place.
 *
 * @param id the balance's id, version its version there: the higher is newer
 * @param nodeId node that owns it, null at a warehouse
 * @param available units on hand and not reserved
 */
public record StockBalance(
        String id, long version, String place, @Nullable String nodeId, String sku, long available, long inTransit) {

    public boolean isAtWarehouse() {
        return nodeId == null;
    }
}
