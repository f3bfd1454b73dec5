package org.qudao.forecast.engine.drivers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.qudao.forecast.engine.ForecastEngine;
import org.qudao.forecast.engine.ForecastPoint;

/**
 * Whether a driver that is only known for the past, such as the price that was paid, would have made forecasts better. A discount for
 * large orders looks like an effect of the price and is none, so it is not enough that history is explained: at two earlier times
 * the group is forecast with and without the driver, its last value repeated, and the root mean squared scaled errors decide.
 */
public final class DriverTrial {
    private static final int ORIGINS = 2;
    private static final int STRIDE = 3;
    private static final int SHORTEST_TRAINING = 18;
    private static final int FEWEST_COMPARISONS = 6;

    /** Errors must fall by two per cent: less is as likely to be chance. */
    private static final double NEEDED = 0.98;

    private DriverTrial() {}

    /** False when histories are too short to tell. */
    public static boolean helps(List<DrivenSeries> group, String driver, int horizon) {
        DriverEngine engine = new DriverEngine(ForecastEngine.theta());
        double with = 0;
        double without = 0;
        int comparisons = 0;
        for (int k = 0; k < ORIGINS; k++) {
            int back = horizon + k * STRIDE;
            List<DrivenSeries> known = new ArrayList<>();
            List<DrivenSeries> plain = new ArrayList<>();
            List<double[]> came = new ArrayList<>();
            for (DrivenSeries series : group) {
                int end = series.demand().length - back;
                boolean hasDriver =
                        series.drivers().stream().anyMatch(d -> d.name().equals(driver));
                if (end >= SHORTEST_TRAINING && hasDriver) {
                    known.add(until(series, end, horizon, driver, true));
                    plain.add(until(series, end, horizon, driver, false));
                    came.add(Arrays.copyOfRange(series.demand(), end, end + horizon));
                }
            }
            UpliftEstimates estimates = UpliftEstimates.of(known);
            UpliftEstimates others = UpliftEstimates.of(plain);
            for (int i = 0; i < known.size(); i++) {
                double scale = scale(known.get(i).demand());
                if (scale > 0) {
                    with += error(
                            engine.forecast(known.get(i), estimates, horizon).points(), came.get(i), scale);
                    without +=
                            error(engine.forecast(plain.get(i), others, horizon).points(), came.get(i), scale);
                    comparisons++;
                }
            }
        }
        return comparisons >= FEWEST_COMPARISONS && with < NEEDED * without;
    }

    private static DrivenSeries until(DrivenSeries series, int end, int horizon, String driver, boolean kept) {
        List<Driver> drivers = new ArrayList<>();
        for (Driver one : series.drivers()) {
            if (!one.name().equals(driver)) {
                drivers.add(one);
            } else if (kept) {
                drivers.add(one.repeatedAfter(end, horizon));
            }
        }
        Set<Integer> stockedOut =
                series.stockedOut().stream().filter(t -> t < end).collect(Collectors.toSet());
        return new DrivenSeries(
                series.id(), Arrays.copyOf(series.demand(), end), series.frequency(), stockedOut, drivers);
    }

    private static double error(List<ForecastPoint> points, double[] came, double scale) {
        double squares = 0;
        for (ForecastPoint point : points) {
            double actual = came[point.step() - 1];
            squares += Double.isFinite(actual) ? (actual - point.mean()) * (actual - point.mean()) : 0;
        }
        return Math.sqrt(squares / points.size() / scale);
    }

    /** Mean squared error of the naive forecast. */
    private static double scale(double[] demand) {
        double squares = 0;
        int count = 0;
        for (int t = 1; t < demand.length; t++) {
            double change = demand[t] - demand[t - 1];
            if (Double.isFinite(change)) {
                squares += change * change;
                count++;
            }
        }
        return count == 0 ? 0 : squares / count;
    }
}
