package org.qudao.inventory.sellout;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A booked sell-out as it is told to others. */
public record SellOutReported(String id, String nodeId, LocalDate on, String channel, List<Line> lines) {

    public static final String TYPE = "SellOutReported";

    public record Line(String sku, int quantity, @Nullable BigDecimal netAmount) {}

    public static SellOutReported of(SellOut sellOut) {
        return new SellOutReported(
                sellOut.id(),
                sellOut.nodeId(),
                sellOut.on(),
                sellOut.channel(),
                sellOut.lines().stream()
                        .map(line -> new Line(line.sku(), line.quantity(), line.netAmount()))
                        .toList());
    }
}
