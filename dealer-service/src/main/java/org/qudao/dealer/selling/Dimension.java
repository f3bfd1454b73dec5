package org.qudao.dealer.selling;

/** By what sales are broken down; the constants are the words of the API. */
enum Dimension {
    /** Direct or distribution. */
    channel,
    /** The nearest region at or above the selling node, as the network stands now. */
    region,
    /** The node that ordered or reported. */
    node,
    /** The salesperson named on the order. */
    salesperson,
    /** The line of the product. */
    productLine,
    /** Calendar month. */
    month,
    /** Stock keeping unit. */
    sku
}
