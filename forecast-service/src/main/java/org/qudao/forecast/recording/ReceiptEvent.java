package org.qudao.forecast.recording;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.model.PlannedReceipt;

/**
 * Our view of the events of {@code inventory.receipt}.
 *
 * @param id of the receipt, which is that of the proposal it came from
 */
public record ReceiptEvent(
        String id, String place, PlannedReceipt.Status status, @Nullable LocalDate expectedOn, List<Line> lines) {

    public record Line(String sku, long quantity) {}
}
