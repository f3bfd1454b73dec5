package org.qudao.forecast.model;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goods that a place expects or expected. The newest version of a receipt replaces what its older ones said.
 *
 * @param expectedOn day for which they were planned, null when nobody said
 */
public record PlannedReceipt(
        String receiptId, long version, String place, Status status, @Nullable LocalDate expectedOn, List<Line> lines) {

    public record Line(String sku, long quantity) {}

    /** What became of it. */
    public enum Status {
        /** The goods are to come. */
        PLANNED,
        /** They have come. */
        RECEIVED,
        /** They will not come. */
        CANCELLED
    }
}
