package org.qudao.forecast.forecasting;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.qudao.forecast.model.ProductSuccession;
import org.qudao.forecast.model.Promotion;
import org.qudao.forecast.model.SeriesKey;

/**
 * What is known beside demand when a run begins.
 *
 * @param regions region of each node, {@code paths} ids from the root to the node
 * @param categories of products that have one
 * @param promotions with a day in the history or in the horizon
 */
record Surroundings(
        Map<String, String> regions,
        Map<String, List<String>> paths,
        Map<String, String> categories,
        StockOutDays stockOuts,
        List<Promotion> promotions,
        List<ProductSuccession> successions) {

    String region(String nodeId) {
        return regions.getOrDefault(nodeId, SeriesKey.NO_REGION);
    }

    /** Empty for a product that has none. */
    String category(String sku) {
        return categories.getOrDefault(sku, "");
    }

    boolean isAtOrBelow(String nodeId, String above) {
        return paths.getOrDefault(nodeId, List.of(nodeId)).contains(above);
    }

    boolean wasOut(String sku, LocalDate day) {
        return stockOuts.isOut(sku, day);
    }
}
