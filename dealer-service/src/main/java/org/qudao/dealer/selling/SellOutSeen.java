package org.qudao.dealer.selling;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qudao.dealer.network.Channel;
import org.qudao.dealer.sales.Sale;
import org.qudao.dealer.sales.SaleLine;

/** Our view of a sell-out report. The product line is looked up when somebody asks; a line without amount counts in pieces only. */
record SellOutSeen(String id, String nodeId, LocalDate on, @Nullable Channel channel, List<Line> lines) {
    record Line(String sku, long quantity, @Nullable BigDecimal netAmount) {}

    Sale asSale(long version) {
        return new Sale(
                id,
                version,
                nodeId,
                channel == null ? Channel.DISTRIBUTION : channel,
                null,
                on,
                lines.stream()
                        .map(line -> new SaleLine(
                                line.sku(),
                                "",
                                line.quantity(),
                                line.netAmount() == null ? BigDecimal.ZERO : line.netAmount()))
                        .toList());
    }
}
