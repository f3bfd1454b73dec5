package org.qudao.dealer.network;

/** How much a dealer matters to the company; policy may differ by tier. */
public enum Tier {
    /** The few dealers that bring most of the sales. */
    KEY,
    /** Strong dealers below the key ones. */
    A,
    /** Dealers worth developing. */
    B,
    /** Everybody else. */
    STANDARD
}
