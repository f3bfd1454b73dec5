package org.qudao.inventory.history;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** One item's stock at the end of one month, over all places. */
public record StockMonth(
        LocalDate monthEnd, String sku, long unitsIn, long unitsOut, long unitsOnHand, @Nullable BigDecimal unitCost) {}
