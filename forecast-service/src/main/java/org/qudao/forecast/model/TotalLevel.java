package org.qudao.forecast.model;

import org.jspecify.annotations.Nullable;

/** What a total is kept apart by; it is taken over everything else. */
public enum TotalLevel {
    /** Everything. */
    ALL,
    /** Each product in all regions and channels. */
    PRODUCT,
    /** Each region, all products and channels. */
    REGION,
    /** Each channel, all products and regions. */
    CHANNEL,
    /** Each product in each region. */
    PRODUCT_REGION,
    /** Each product through each channel. */
    PRODUCT_CHANNEL,
    /** Each channel in each region. */
    REGION_CHANNEL;

    /** @throws IllegalArgumentException when all are given: that is a series, not a total */
    public static TotalLevel of(@Nullable String sku, @Nullable String regionId, @Nullable Channel channel) {
        if (sku == null) {
            return regionId == null ? channel == null ? ALL : CHANNEL : channel == null ? REGION : REGION_CHANNEL;
        }
        if (regionId != null && channel != null) {
            throw new IllegalArgumentException("a product in a region through a channel is a series");
        }
        return regionId != null ? PRODUCT_REGION : channel != null ? PRODUCT_CHANNEL : PRODUCT;
    }
}
