package org.qudao.forecast.model;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is or was planned to lift demand for some days. Forecasts of its months follow what promotions of its kind did before.
 *
 * @param sku product that it is for; else {@code category} says for which
 * @param nodeId node with everything below it, null for the whole network
 * @param from first day, {@code to} last day
 * @param depth of a price cut, as a share of the price: 0.2 for a fifth off
 */
public record Promotion(
        String id,
        String name,
        Kind kind,
        @Nullable String sku,
        @Nullable String category,
        @Nullable String nodeId,
        LocalDate from,
        LocalDate to,
        @Nullable Double depth,
        String changedBy,
        Instant changedAt) {

    /** Promotions of one kind share what is learnt about them. */
    public enum Kind {
        /** A lower price for some days; the only kind that has a depth. */
        PRICE_CUT,
        /** Better or more space in shop or web shop. */
        DISPLAY,
        /** Paid or free publicity. */
        ADVERTISING,
        /** Something on top: an accessory, service, points. */
        GIFT,
        /** A fair, test days, races. */
        EVENT,
        /** Whatever else; what is learnt from one is expected of the next. */
        OTHER
    }

    /** Strength on a day on which it runs: 1, and of a price cut the logarithm of the price before over the price then. */
    public double strength() {
        return depth == null ? 1 : -Math.log(1 - depth);
    }

    public boolean isFor(String product, String itsCategory) {
        return sku != null ? sku.equals(product) : itsCategory.equals(category);
    }
}
