package org.qudao.dealer.sales;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qudao.dealer.network.Channel;

/**
 * What one order, one return or one sell-out report contributes to the figures, at one version of it. A return's quantities and
 * amounts are negative.
 *
 * @param countsOn the day on which it counts, or null when it does not (not delivered yet, cancelled, refused)
 */
public record Sale(
        String id,
        long version,
        String nodeId,
        Channel channel,
        @Nullable String salespersonId,
        @Nullable LocalDate countsOn,
        List<SaleLine> lines) {
    public Sale {
        lines = List.copyOf(lines);
    }

    /** Goods came back: it lowers the figures, and is no order. */
    public boolean takesBack() {
        return lines.stream().anyMatch(line -> line.quantity() < 0);
    }
}
