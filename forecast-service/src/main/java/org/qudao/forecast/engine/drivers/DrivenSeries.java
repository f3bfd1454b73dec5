package org.qudao.forecast.engine.drivers;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Demand of an item with what is known about it.
 *
 * @param demand what was sold or ordered per period, the oldest first; as in the engine a negative value counts as zero, and one
 *     that is not finite or beyond 1e60 as missing
 * @param stockedOut periods of the history in which stock ran out, so that demand was at least what was sold
 */
@SuppressWarnings("ArrayRecordComponent") // read by the period, never compared
public record DrivenSeries(String id, double[] demand, int frequency, Set<Integer> stockedOut, List<Driver> drivers) {

    private static final double LARGEST = 1e60;

    public DrivenSeries {
        demand = Arrays.stream(demand)
                .map(v -> Math.abs(v) <= LARGEST ? Math.max(0, v) : Double.NaN)
                .toArray();
        stockedOut = Set.copyOf(stockedOut);
        drivers = List.copyOf(drivers);
        for (int period : stockedOut) {
            if (period < 0 || period >= demand.length) {
                throw new IllegalArgumentException("stock-out in period " + period + " of " + demand.length);
            }
        }
    }
}
