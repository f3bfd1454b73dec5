package org.qudao.forecast.replenishing;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.engine.Forecast;
import org.qudao.forecast.engine.ForecastEngine;
import org.qudao.forecast.engine.ForecastPoint;
import org.qudao.forecast.engine.Series;
import org.qudao.forecast.engine.replenishment.CumulativeError;
import org.qudao.forecast.engine.replenishment.ExpectedDemand;
import org.qudao.forecast.engine.replenishment.Position;
import org.qudao.forecast.model.StockBalance;

/**
 * Dealers and outlets that say what they sell, so that their stock is an echelon with a demand of its own. What they order is then no
 * demand any more but the way in which their stock is filled up.
 *
 * @param nodes those at the top, each with the outlets that it supplies
 * @param sold per node and product the units of each month, the oldest first
 * @param stock per node and product
 * @param reserved per product and node what lies in a warehouse for orders of the node: it is sold to nobody, but on its way down
 * @param orders per product
 * @param passed what lies between the last month of which anybody told and today
 */
@SuppressWarnings("ArrayRecordComponent") // histories on their way to the engine
record SellingNodes(
        List<Node> nodes,
        Map<String, Map<String, double[]>> sold,
        Map<String, Map<String, StockBalance>> stock,
        Map<String, Map<String, Long>> reserved,
        Map<String, List<Orders>> orders,
        Passed passed) {
    private static final int MONTHS_PER_YEAR = 12;
    private static final int HORIZON = 12;

    /**
     * @param months whole ones that are over
     * @param days of the month that has begun, of {@link ExpectedDemand#DAYS_PER_MONTH}
     */
    record Passed(int months, double days) {

        /** Reports that are older than what is forecast from them count as if they were of now, as a forecast's do. */
        static Passed since(YearMonth asOf, LocalDate today) {
            long months = ChronoUnit.MONTHS.between(asOf.plusMonths(1), YearMonth.from(today));
            return months < HORIZON ? new Passed((int) months, ProductDemand.daysOfMonth(today)) : new Passed(0, 0);
        }
    }

    /** @param outlets that it supplies; an outlet whose dealer tells nothing is supplied by the warehouse */
    record Node(String id, String regionId, boolean isOutlet, List<Node> outlets) {}

    /** Units that a node of a region ordered within a year; {@code sells} when it is one of the nodes here. */
    record Orders(String regionId, boolean sells, long units) {}

    /** Nobody tells anything. */
    static SellingNodes none() {
        return new SellingNodes(List.of(), Map.of(), Map.of(), Map.of(), Map.of(), new Passed(0, 0));
    }

    List<Node> in(Set<String> regionIds) {
        return nodes.stream()
                .filter(node -> regionIds.contains(node.regionId()))
                .toList();
    }

    int size() {
        return nodes.stream().mapToInt(node -> 1 + node.outlets().size()).sum();
    }

    /** Null when the node never sold the product. */
    @Nullable
    ExpectedDemand expected(ForecastEngine engine, String nodeId, String sku) {
        double[] history = sold.getOrDefault(nodeId, Map.of()).get(sku);
        if (history == null) {
            return null;
        }
        Forecast forecast = engine.forecast(Series.demand(history, MONTHS_PER_YEAR), HORIZON + passed.months());
        return new ExpectedDemand(
                ExpectedDemand.DAYS_PER_MONTH,
                forecast.points().stream()
                        .skip(passed.months())
                        .map(ForecastPoint::mean)
                        .toList(),
                atLeastPoisson(forecast.deviationsOfSums(), history).after(passed.months()),
                passed.days());
    }

    /** Few months may be equal by chance; no demand of people varies less than a Poisson process. */
    private static CumulativeError atLeastPoisson(double[] deviations, double[] history) {
        double mean = Arrays.stream(history).filter(Double::isFinite).average().orElse(0);
        return new CumulativeError(IntStream.range(0, deviations.length)
                .mapToObj(k -> Math.max(deviations[k], Math.sqrt(mean * (k + 1))))
                .toList());
    }

    /** What is reserved in a warehouse is not available there any more, so without this it would be in nobody's position. */
    Position position(String nodeId, String sku) {
        StockBalance balance = stock.getOrDefault(nodeId, Map.of()).get(sku);
        long planned = reserved.getOrDefault(sku, Map.of()).getOrDefault(nodeId, 0L);
        return balance == null
                ? new Position(0, 0, planned, 0)
                : new Position(balance.available(), balance.inTransit(), planned, 0);
    }

    /** Units ordered in these regions within a year, {@code bySelling} of them by nodes whose sell-out is known. */
    record Ordered(long all, long bySelling) {

        /** Part of the forecast orders that is no node's here. */
        double rest() {
            return all == 0 ? 1 : 1 - (double) bySelling / all;
        }
    }

    Ordered ordered(Set<String> regionIds, String sku) {
        long all = 0;
        long bySelling = 0;
        for (Orders one : orders.getOrDefault(sku, List.of())) {
            if (regionIds.contains(one.regionId())) {
                all += one.units();
                bySelling += one.sells() ? one.units() : 0;
            }
        }
        return new Ordered(all, bySelling);
    }
}
