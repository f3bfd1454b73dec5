package org.qudao.forecast.model;

import java.time.LocalDate;

/**
 * A warehouse ran out of a product, or has it again. One from which no orders may be served has nothing for them, whatever lies there.
 *
 * @param balanceId balance of the place and product; with {@code version} unique
 * @param version of two turns of a balance the higher is later
 * @param empty true when nothing was available any more
 * @param sourcing orders may be served from the warehouse; where they may not, it is empty
 */
public record StockTurn(
        String balanceId, long version, String place, String sku, LocalDate on, boolean empty, boolean sourcing) {

    public StockTurn {
        if (!empty && !sourcing) {
            throw new IllegalArgumentException(place + " serves no orders and yet has " + sku + " for them");
        }
    }
}
