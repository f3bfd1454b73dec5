package org.qudao.forecast.demand;

/** What the monthly figures are split by. */
public enum DemandBreakdown {
    /** Not split. */
    NONE,
    /** By product. */
    SKU,
    /** By the node that ordered. */
    NODE,
    /** By the region of that node. */
    REGION,
    /** By way to market. */
    CHANNEL
}
