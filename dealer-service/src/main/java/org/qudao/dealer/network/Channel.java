package org.qudao.dealer.network;

/** A way to market. */
public enum Channel {
    /** Own stores, web shop, fleet sales: the company sells to the end customer itself. */
    DIRECT,
    /** Through dealers, distributors, wholesalers or marketplaces. */
    DISTRIBUTION
}
