package org.qudao.order.model;

/** The way to market by which a node buys; it decides price and credit. */
public enum Channel {
    /** Own shops and fleet sales: list price, paid at the counter, no credit. */
    DIRECT,
    /** Dealers and distributors: dealer price, on credit or prepaid. */
    DISTRIBUTION
}
