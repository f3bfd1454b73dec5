package org.qudao.inventory.products;

/** A product as order-service last told it. What it is called and costs is no matter of the stock. */
public record Product(String sku, long version) {}
