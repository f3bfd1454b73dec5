package org.qudao.dealer.sales;

/** Which flow of goods is counted. */
public enum Basis {
    /** Company to dealer; direct orders count here too. */
    SELL_IN,
    /** Dealer or outlet to end customer, as reported; a direct order is its own sell-out. */
    SELL_OUT
}
