package org.qudao.forecast.recording;

import java.time.LocalDate;
import java.util.List;

/** Our view of the events of {@code inventory.sellout}. */
public record SellOutEvent(String id, String nodeId, LocalDate on, List<Line> lines) {

    public record Line(String sku, long quantity) {}
}
