package org.qudao.inventory.stock;

/** The condition in which goods are at a place. */
public enum StockState {
    /** On hand and promised to nobody. */
    AVAILABLE,
    /** On hand and kept for an order. */
    RESERVED,
    /** On the way to the place; counted there because the place will receive it. */
    IN_TRANSIT,
    /** Outside the network: where goods come from and go to. Has no balance. */
    EXTERNAL
}
