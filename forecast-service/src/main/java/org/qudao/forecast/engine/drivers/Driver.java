package org.qudao.forecast.engine.drivers;

import java.util.Arrays;

/**
 * Something known for past and future periods that multiplies demand by {@code exp(coefficient × value)}.
 *
 * @param name drivers of different items with one name share what is learnt about them
 * @param values per period of history and horizon, 0 where the driver does nothing, NaN where unknown
 */
@SuppressWarnings("ArrayRecordComponent") // read by the period, never compared
public record Driver(String name, double[] values) {
    public Driver {
        values = values.clone();
    }

    /** @param shares share of each period in which the campaign ran, 0 to 1 */
    public static Driver campaign(String name, double[] shares) {
        return new Driver(name, shares);
    }

    /** The coefficient is the price elasticity; the values are logarithms of price over the median price. */
    public static Driver price(String name, double[] prices) {
        double[] known = Arrays.stream(prices).filter(p -> p > 0).sorted().toArray();
        if (known.length == 0) {
            throw new IllegalArgumentException(name + " has no price above zero");
        }
        double middle = (known[(known.length - 1) / 2] + known[known.length / 2]) / 2;
        return new Driver(
                name,
                Arrays.stream(prices)
                        .map(p -> p > 0 ? Math.log(p / middle) : Double.NaN)
                        .toArray());
    }

    /** What is known at the end of a period, its last known value repeated for the horizon. */
    Driver repeatedAfter(int end, int horizon) {
        double[] known = Arrays.copyOf(values, end + horizon);
        double last = Double.NaN;
        for (int t = 0; t < end; t++) {
            last = Double.isFinite(known[t]) ? known[t] : last;
        }
        Arrays.fill(known, end, known.length, last);
        return new Driver(name, known);
    }

    /** An unknown value counts as no effect. */
    double at(int period) {
        return period < values.length && Double.isFinite(values[period]) ? values[period] : 0;
    }
}
