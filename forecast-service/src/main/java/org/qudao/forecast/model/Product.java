package org.qudao.forecast.model;

/** @param discontinued no longer ordered from production */
public record Product(String sku, long version, String name, String category, boolean discontinued) {}
