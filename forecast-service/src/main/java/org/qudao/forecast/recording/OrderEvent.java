package org.qudao.forecast.recording;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.model.Channel;

/**
 * Our view of the events of {@code order.order}.
 *
 * @param history imported with its final state
 */
public record OrderEvent(
        String id,
        String nodeId,
        Channel channel,
        String status,
        boolean history,
        LocalDate orderedOn,
        @Nullable List<Line> lines) {

    /**
     * @param sourced units taken from stock
     * @param shipped units of these that have left
     * @param shortShipped units dropped from the delivery
     * @param netAmount what is owed for the others
     */
    public record Line(
            String sku, long quantity, long sourced, long shipped, long shortShipped, @Nullable BigDecimal netAmount) {}
}
