package org.qudao.order.model;

import org.jspecify.annotations.Nullable;

/**
 * How the credit question of an order was answered at submit. Never changes afterwards: the same key gives the same answer.
 *
 * @param receipt why it was held, or null when it was approved
 */
public record CreditDecision(Outcome outcome, @Nullable Receipt receipt) {

    /** What became of the order at submit. */
    public enum Outcome {
        /** The account covered it, or the channel needs no credit. */
        APPROVED,
        /** The account did not cover it. */
        HELD
    }

    public static final CreditDecision APPROVED = new CreditDecision(Outcome.APPROVED, null);

    public static CreditDecision held(Receipt receipt) {
        return new CreditDecision(Outcome.HELD, receipt);
    }
}
