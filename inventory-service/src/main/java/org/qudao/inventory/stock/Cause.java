package org.qudao.inventory.stock;

/** Why goods moved, and the document that says so. */
public record Cause(Kind kind, String reference) {

    /** The kinds of business events that move goods. */
    public enum Kind {
        /** On hand when the ledger was opened for the place. */
        OPENING,
        /** Goods ordered from production arrived. */
        RECEIPT,
        /** Kept for an order. */
        RESERVATION,
        /** No longer kept for an order. */
        RELEASE,
        /** Left the warehouse for the dealer or customer. */
        SHIPMENT,
        /** Arrived at the dealer, or at the end customer of the direct channel. */
        DELIVERY,
        /** A dealer or outlet sold to an end customer. */
        SELL_OUT,
        /** A count found more or less than the book said. */
        COUNT,
        /** Headquarters moved goods between two places. */
        TRANSFER,
        /** A dealer gave goods back. */
        RETURN
    }
}
