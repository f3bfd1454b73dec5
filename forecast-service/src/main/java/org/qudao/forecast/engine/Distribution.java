package org.qudao.forecast.engine;

/** Distribution of demand. */
public interface Distribution {
    /** Smallest demand that is not exceeded with a probability of at least {@code level}. */
    double quantile(double level);

    /** Probability of a demand below {@code value}. */
    double below(double value);
}
