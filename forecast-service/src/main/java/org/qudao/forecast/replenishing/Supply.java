package org.qudao.forecast.replenishing;

import java.time.Instant;
import java.time.LocalDate;
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
        LocalDate today,
        Instant now) {

    List<SkuForecasts.Line> lines(String sku) {
        return lines.getOrDefault(sku, List.of());
    }

    long waiting(String sku, double share) {
        return Math.round(waiting.getOrDefault(sku, 0L) * share);
    }

    /** Part of a product's demand of the next month that is in these of its lines: so much of what customers wait for is taken to be theirs. */
    double partOf(String sku, List<SkuForecasts.Line> some) {
        double all = nextMonth(lines(sku));
        return all > 0 ? nextMonth(some) / all : 0;
    }

    private double nextMonth(List<SkuForecasts.Line> lines) {
        return lines.isEmpty()
                ? 0
                : ProductDemand.of(lines, 1, today).months().getFirst().units();
    }
}
