package org.qudao.forecast.model;

import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What moved a forecast beside the series' own past, and by how much.
 *
 * @param name of a promotion its kind; "price", "stock-out"; of an analogy the category; of a succession the other product
 * @param how in a sentence with the figures
 * @param estimate for what multiplies demand
 * @param changes of months of the history before the forecast, and of forecast months after it
 */
public record UsedDriver(Kind kind, String name, String how, @Nullable Estimate estimate, List<Change> changes) {
    public UsedDriver {
        changes = List.copyOf(changes);
    }

    /** What it is. */
    public enum Kind {
        /** The mean net price; the estimate is its elasticity. */
        PRICE,
        /** A promotion of the calendar. */
        PROMOTION,
        /** No warehouse had the product, and nobody ordered it then. */
        STOCK_OUT,
        /** Too new for a forecast of its own: a share of its category. */
        ANALOGY,
        /** Replaces a product, or is replaced by one. */
        SUCCESSION
    }

    /**
     * Demand is multiplied by exp(used × strength).
     *
     * @param own estimate from the series alone, and its standard error; 0 when its history tells nothing
     * @param group mean over similar series, and how much they differ
     * @param weight of the own estimate in what is used: group + weight × (own − group)
     * @param error standard error of what is used; it widens the intervals
     */
    public record Estimate(
            double own,
            double ownError,
            double group,
            double groupDeviation,
            double weight,
            double used,
            double error) {}

    public record Change(YearMonth month, double before, double after) {}
}
