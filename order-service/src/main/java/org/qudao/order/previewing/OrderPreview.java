package org.qudao.order.previewing;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qudao.order.model.Channel;
import org.qudao.order.model.Receipt;

/** What would happen if this were ordered now. Nothing is stored, nothing is reserved. */
record OrderPreview(
        String nodeId,
        Channel channel,
        String currency,
        BigDecimal total,
        Credit credit,
        List<Line> lines,
        Promise promise) {

    /** How the credit question would be answered. */
    enum CreditOutcome {
        /** The account covers it. */
        WOULD_BE_APPROVED,
        /** It would be held; the receipt says what would help. */
        WOULD_BE_HELD,
        /** The direct channel is paid at the counter. */
        NOT_NEEDED
    }

    record Credit(CreditOutcome outcome, @Nullable BigDecimal available, @Nullable Receipt receipt) {}

    /** What is in stock for a line. */
    enum Stock {
        /** Enough for the line. */
        AVAILABLE,
        /** Something, not enough. */
        PARTLY,
        /** Nothing. */
        NONE,
        /** Inventory could not say. */
        UNKNOWN
    }

    /** @param available null when unknown */
    @Schema(name = "PreviewedLine")
    record Line(
            int line,
            String sku,
            int quantity,
            BigDecimal unitPrice,
            BigDecimal netAmount,
            Stock stock,
            @Nullable Long available) {}

    /**
     * @param earliest day on which stock and planned receipts cover every line, null when nothing does or it is not known
     * @param explanation in words, such as which product nothing covers, or whose receipt is late
     */
    record Promise(@Nullable LocalDate earliest, String explanation) {}
}
