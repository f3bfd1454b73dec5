package org.qudao.inventory.reservation;

/** What the latest news of an order asks of the stock. */
public enum Goal {
    /** Keep goods for it, as far as there are any. */
    KEEP,
    /** Give back what is kept: cancelled or refused. */
    GIVE_BACK,
    /** Send what the order says, give back the rest. */
    SHIP,
    /** Send, and book the arrival. */
    DELIVER
}
