package org.qudao.inventory.history;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qudao.inventory.stock.Places.Change;

/** Where the imported months are kept, one row per item and month. */
public interface StockMonths {

    /** Answers in the same order; of two rows for one month in a batch the later one stands. */
    List<Change> putAll(List<StockMonth> months);

    /** By item and month, after the given cursor {@code sku|month-end}. */
    List<StockMonth> find(
            @Nullable String sku, @Nullable LocalDate from, @Nullable LocalDate to, @Nullable String after, int limit);
}
