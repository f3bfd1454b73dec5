package org.qudao.forecast.model;

import java.time.LocalDate;
import java.util.List;

/** What a dealer or an outlet says it sold to end customers. The newest version of a report replaces what its older ones said. */
public record SellOut(String reportId, long version, String nodeId, LocalDate on, List<Line> lines) {

    public record Line(String sku, long quantity) {}
}
