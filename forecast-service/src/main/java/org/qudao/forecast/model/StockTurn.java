package org.qudao.forecast.model;

import java.time.LocalDate;

/**
 * A warehouse ran out of a product, or has it again.
 *
 * @param balanceId balance of the place and product; with {@code version} unique
 * @param version of two turns of a balance the higher is later
 * @param empty true when nothing was available any more
 */
public record StockTurn(String balanceId, long version, String place, String sku, LocalDate on, boolean empty) {}
