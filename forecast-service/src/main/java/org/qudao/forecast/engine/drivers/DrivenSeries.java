package org.qudao.forecast.engine.drivers;

import java.util.List;
import java.util.Set;

/**
 * Demand of an item with what is known about it.
 *
 * @param demand what was sold or ordered per period, the oldest first
 * @param stockedOut periods of the history in which stock ran out, so that demand was at least what was sold
 */
@SuppressWarnings("ArrayRecordComponent") // read by the period, never compared
public record DrivenSeries(String id, double[] demand, int frequency, Set<Integer> stockedOut, List<Driver> drivers) {

    public DrivenSeries {
        demand = demand.clone();
        stockedOut = Set.copyOf(stockedOut);
        drivers = List.copyOf(drivers);
        for (int period : stockedOut) {
            if (period < 0 || period >= demand.length) {
                throw new IllegalArgumentException("stock-out in period " + period + " of " + demand.length);
            }
        }
    }
}
