package org.qudao.inventory.viewing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** How long the stock lasts at the pace of the last 90 days. */
final class DaysOfCover {

    static final int WINDOW_DAYS = 90;
    static final String FORMULA =
            "available / (outflow of the last 90 days / 90); outflow = what was shipped, transferred, sold or delivered to end"
                    + " customers and left all places of the row; null when nothing left";

    private DaysOfCover() {}

    static @Nullable BigDecimal of(long available, long outflow) {
        return outflow <= 0
                ? null
                : BigDecimal.valueOf(available)
                        .multiply(BigDecimal.valueOf(WINDOW_DAYS))
                        .divide(BigDecimal.valueOf(outflow), 1, RoundingMode.HALF_UP);
    }
}
