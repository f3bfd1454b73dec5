package org.qudao.forecast.recording;

/** Our view of the events of {@code order.product}. */
public record ProductEvent(String sku, String name, String status) {}
