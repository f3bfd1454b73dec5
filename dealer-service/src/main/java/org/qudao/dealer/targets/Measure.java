package org.qudao.dealer.targets;

/** What a target counts, in indivisible units. */
public enum Measure {
    /** Money in the service's currency; the unit is the cent. */
    REVENUE(2),
    /** Pieces. */
    QUANTITY(0);

    private final int decimals;

    Measure(int decimals) {
        this.decimals = decimals;
    }

    /** Decimal places of one unit. */
    public int decimals() {
        return decimals;
    }
}
