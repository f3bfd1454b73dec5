package org.qudao.forecast.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one order adds to demand. The newest version of an order replaces what its older ones added.
 *
 * @param counted false when the order was refused or cancelled: it is no demand then
 * @param history it was imported
 */
public record OrderDemand(
        String orderId,
        long version,
        String nodeId,
        Channel channel,
        LocalDate orderedOn,
        boolean counted,
        boolean history,
        List<Line> lines) {

    /**
     * @param ordered units wanted, whatever was delivered
     * @param shortShipped units of them that were never delivered
     * @param backOrdered units of them that still wait for stock
     * @param reserved units of them that lie in a warehouse for this order and have not left it
     * @param netAmount what is owed for those that are not short-shipped, null when nothing tells
     */
    public record Line(
            String sku,
            long ordered,
            long shortShipped,
            long backOrdered,
            long reserved,
            @Nullable BigDecimal netAmount) {}
}
