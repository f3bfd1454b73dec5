package org.qudao.forecast.model;

/** Way to market. */
public enum Channel {
    /** Own stores, web shop, fleet sales. */
    DIRECT,
    /** Through dealers. */
    DISTRIBUTION
}
