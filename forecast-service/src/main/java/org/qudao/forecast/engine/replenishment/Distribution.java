package org.qudao.forecast.engine.replenishment;

/** Distribution of demand over the protection interval, from which the service level takes its quantile. */
public enum Distribution {
    /**
     * The calibrated quantile of the forecast where the demand is that of one series of which there is one. Else of mean and deviation:
     * normal while the deviation is at most 0.3 of the mean, so that negative demand is out of the question; beyond that negative binomial for
     * less than 50 units, and gamma for more.
     */
    AUTOMATIC,
    /** Symmetric: the textbook's z × σ. */
    NORMAL,
    /** Skewed and never negative: erratic demand in large numbers (Burgin 1975, "The gamma distribution and inventory control", ORQ 26). */
    GAMMA,
    /** Whole units, slow or lumpy; Poisson when the variance is not above the mean (Axsäter 2015, "Inventory Control", chapter 5). */
    NEGATIVE_BINOMIAL;

    private static final double STEADY = 0.3;
    private static final double FEW_UNITS = 50;

    Distribution of(double mean, double deviation) {
        if (this != AUTOMATIC) {
            return this;
        }
        if (deviation <= STEADY * mean || mean <= 0) {
            return NORMAL;
        }
        return mean < FEW_UNITS ? NEGATIVE_BINOMIAL : GAMMA;
    }
}
