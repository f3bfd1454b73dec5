package org.qudao.forecast.engine.drivers;

/**
 * Effect of a driver on an item, with how it was found.
 *
 * @param own the item's own estimate, and {@code ownError} its standard error; both 0 when the item's history tells nothing
 * @param group mean over similar items, and {@code groupDeviation} how much items differ around it
 * @param weight share of the own estimate in the result, 0 to 1
 * @param coefficient what is used: group + weight × (own − group); {@code error} its standard error
 */
public record Uplift(
        String driver,
        double own,
        double ownError,
        double group,
        double groupDeviation,
        double weight,
        double coefficient,
        double error) {

    /** By what demand is multiplied when the driver's value is 1. */
    public double factor() {
        return Math.exp(coefficient);
    }
}
