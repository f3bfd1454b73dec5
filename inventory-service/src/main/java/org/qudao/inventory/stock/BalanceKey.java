package org.qudao.inventory.stock;

/** One item at one place. */
public record BalanceKey(String place, String sku) {

    /** Ids hold no bar, so the pair can be told apart again. */
    public String id() {
        return place + "|" + sku;
    }

    public static BalanceKey parse(String id) {
        int bar = id.indexOf('|');
        return new BalanceKey(id.substring(0, bar), id.substring(bar + 1));
    }
}
