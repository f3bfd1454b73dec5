package org.qudao.inventory.stock;

/** Which end of a movement a posting books. */
public enum Side {
    /** Goods leave the balance. */
    DEBIT,
    /** Goods enter the balance. */
    CREDIT,
    /** Goods change state inside one balance: one write books both ends. */
    BOTH
}
