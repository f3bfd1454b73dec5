package org.qudao.inventory.stock;

import java.util.Set;

/** One side of a movement: goods in one state at one place, or one of the four accounts outside the network. */
public record Account(String place, StockState state) {

    // First, because the accounts below are checked against it.
    private static final Set<String> EXTERNAL_NAMES = Set.of("PRODUCTION", "CUSTOMERS", "DIFFERENCES", "SCRAPPED");

    /** Where goods enter: made, bought, or on hand when the ledger was opened. */
    public static final Account PRODUCTION = new Account("PRODUCTION", StockState.EXTERNAL);
    /** Where goods leave: sold to the end customer. */
    public static final Account CUSTOMERS = new Account("CUSTOMERS", StockState.EXTERNAL);
    /** What a count found or missed. */
    public static final Account DIFFERENCES = new Account("DIFFERENCES", StockState.EXTERNAL);
    /** Where goods leave: damaged, never to be sold. */
    public static final Account SCRAPPED = new Account("SCRAPPED", StockState.EXTERNAL);

    public Account {
        if (isExternalName(place) != (state == StockState.EXTERNAL)) {
            throw new IllegalArgumentException("No account " + place + " in state " + state);
        }
    }

    public static Account available(String place) {
        return new Account(place, StockState.AVAILABLE);
    }

    public static Account reserved(String place) {
        return new Account(place, StockState.RESERVED);
    }

    public static Account inTransit(String place) {
        return new Account(place, StockState.IN_TRANSIT);
    }

    /** These names are taken; no place may carry one. */
    public static boolean isExternalName(String place) {
        return EXTERNAL_NAMES.contains(place);
    }

    public boolean hasBalance() {
        return state != StockState.EXTERNAL;
    }
}
