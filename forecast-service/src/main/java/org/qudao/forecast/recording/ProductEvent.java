package org.qudao.forecast.recording;

import org.jspecify.annotations.Nullable;

/** Our view of the events of {@code order.product}. */
public record ProductEvent(String sku, String name, @Nullable String category, String status) {}
