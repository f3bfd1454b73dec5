package org.qudao.forecast.engine.replenishment;

/**
 * How an item is replenished.
 *
 * @param leadTimeDays days from order to receipt
 * @param leadTimeDeviationDays standard deviation of that time, 0 when it is certain
 * @param reviewPeriodDays days between two reviews; 0 when every movement is a review
 * @param serviceLevel probability of no stock-out in a replenishment cycle, above 0.5 and below 1
 * @param orderMultiple units per case; orders are whole cases
 * @param minimumQuantity smallest order
 * @param distribution of demand over the protection interval
 */
public record Policy(
        int leadTimeDays,
        double leadTimeDeviationDays,
        int reviewPeriodDays,
        double serviceLevel,
        int orderMultiple,
        int minimumQuantity,
        Distribution distribution) {
    private static final int LONGEST_DAYS = 730;

    /** A certain lead time, and the distribution that fits mean and deviation. */
    public Policy(int leadTimeDays, int reviewPeriodDays, double serviceLevel, int orderMultiple, int minimumQuantity) {
        this(leadTimeDays, 0, reviewPeriodDays, serviceLevel, orderMultiple, minimumQuantity, Distribution.AUTOMATIC);
    }

    public Policy {
        check(leadTimeDays >= 0 && leadTimeDays <= LONGEST_DAYS, "leadTimeDays must be between 0 and " + LONGEST_DAYS);
        check(
                leadTimeDeviationDays >= 0 && leadTimeDeviationDays <= LONGEST_DAYS,
                "leadTimeDeviationDays must be between 0 and " + LONGEST_DAYS);
        check(
                reviewPeriodDays >= 0 && reviewPeriodDays <= LONGEST_DAYS,
                "reviewPeriodDays must be between 0 and " + LONGEST_DAYS);
        check(serviceLevel >= 0.5 && serviceLevel <= 0.9999, "serviceLevel must be between 0.5 and 0.9999");
        check(orderMultiple >= 1 && orderMultiple <= 1_000_000, "orderMultiple must be between 1 and 1000000");
        check(minimumQuantity >= 0 && minimumQuantity <= 10_000_000, "minimumQuantity must be between 0 and 10000000");
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
