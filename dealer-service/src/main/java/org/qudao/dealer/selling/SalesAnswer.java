package org.qudao.dealer.selling;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(description = "Sales broken down. Money is summed exactly and rounded once, to cents, for display.")
record SalesAnswer(
        List<Row> rows,
        Total total,
        @Schema(description = "When the newest event that counts happened.") @Nullable Instant asOf,
        @Schema(description = "How long that event took from happening to counting.") double lagSeconds) {

    record Row(
            String key,
            String name,
            BigDecimal revenue,
            long quantity,
            @Schema(description = "Orders or reports with at least one line in this row.") long orders,
            @Schema(description = "Of the total revenue; null when there is none.") @Nullable
                    BigDecimal sharePercent) {}

    @Schema(description = "Over all rows, also those beyond `top`.")
    record Total(BigDecimal revenue, long quantity, long orders) {}
}
