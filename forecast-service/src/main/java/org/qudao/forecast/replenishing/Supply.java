package org.qudao.forecast.replenishing;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;

/**
 * What a calculation knows of demand and of what was decided already.
 *
 * @param lines forecasts of products that are still made
 * @param open proposals of the places
 * @param waiting units that customers wait for, per product
 */
record Supply(
        Map<String, List<SkuForecasts.Line>> lines,
        OpenProposals open,
        Map<String, Long> waiting,
        YearMonth month,
        Instant now) {

    List<SkuForecasts.Line> lines(String sku) {
        return lines.getOrDefault(sku, List.of());
    }

    long waiting(String sku, double share) {
        return Math.round(waiting.getOrDefault(sku, 0L) * share);
    }
}
