package org.qudao.forecast.recording;

import org.jspecify.annotations.Nullable;

/** Our view of the events of {@code inventory.movement}. */
public record StockEvent(String sku, String place, String placeKind, Balance balance, @Nullable Cause cause) {

    public record Balance(long available, long inTransit) {}

    /** @param reference for a receipt the id of the receipt, which is that of the proposal it came from */
    public record Cause(String kind, @Nullable String reference) {}
}
