package org.qudao.forecast.model;

/**
 * Stock of a product at a place.
 *
 * @param id the balance's id, version its version there: the higher is newer
 * @param available units on hand and not reserved
 */
public record StockBalance(
        String id, long version, String place, boolean warehouse, String sku, long available, long inTransit) {}
