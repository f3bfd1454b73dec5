package org.qudao.dealer.selling;

import org.jspecify.annotations.Nullable;

/** Our view of a product event. */
record ProductSeen(String sku, String name, @Nullable String productLine) {}
