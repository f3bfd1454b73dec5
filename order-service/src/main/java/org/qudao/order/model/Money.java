package org.qudao.order.model;

import java.math.BigDecimal;

/** What all amounts of this service have in common; the currency is the installation's. */
public final class Money {

    /** {@link #MAX} for annotations. */
    public static final String MAX_TEXT = "1000000000000000";

    /** More than any account or order may hold, in rial and dong too; keeps sums far inside 34 digits. */
    public static final BigDecimal MAX = new BigDecimal(MAX_TEXT);

    /** Digits of {@link #MAX} before the decimal point. */
    public static final int MAX_DIGITS = 16;

    /** Sources with net amounts of six decimals exist; more is a mistake. */
    public static final int MAX_SCALE = 6;

    public static final String RULE =
            "must be at most " + MAX.toPlainString() + " with at most " + MAX_SCALE + " decimals";

    private Money() {}

    public static boolean plausible(BigDecimal amount) {
        return amount.abs().compareTo(MAX) <= 0 && amount.stripTrailingZeros().scale() <= MAX_SCALE;
    }

    /** Plain notation with at least two decimals, for receipts and messages. */
    public static String text(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return (stripped.scale() < 2 ? stripped.setScale(2) : stripped).toPlainString();
    }

    static BigDecimal notNegative(String what, BigDecimal amount) {
        if (amount.signum() < 0) {
            throw new IllegalArgumentException(what + " must not be negative");
        }
        return amount;
    }
}
