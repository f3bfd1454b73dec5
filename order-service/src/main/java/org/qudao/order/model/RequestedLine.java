package org.qudao.order.model;

/** What a buyer asks for: the price is ours to say. */
public record RequestedLine(String sku, int quantity) {}
