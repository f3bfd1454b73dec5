package org.qudao.forecast.replenishing;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.engine.replenishment.EchelonPlan;
import org.qudao.forecast.engine.replenishment.EchelonReplenishment;
import org.qudao.forecast.engine.replenishment.ExpectedDemand;
import org.qudao.forecast.engine.replenishment.Policy;
import org.qudao.forecast.engine.replenishment.Position;
import org.qudao.forecast.engine.replenishment.Step;
import org.qudao.forecast.engine.replenishment.SupplyNode;
import org.qudao.forecast.model.Balances;
import org.qudao.forecast.model.DemandHistory;
import org.qudao.forecast.model.Products;
import org.qudao.forecast.model.StockBalance;
import org.qudao.platform.web.Refusal;
import org.springframework.stereotype.Component;

/**
 * Calculates a warehouse together with those that it supplies: stock below counts as stock above, so nothing is kept safe twice.
 * What the upper one needs becomes proposals; what should go down is answered as transfers.
 */
@Component
public class CalculateNetworkProposals {
    /** An answer shows no more of them; the next calculation, after these have moved, shows the others. */
    private static final int MOST_TRANSFERS = 1_000;

    private final Balances balances;
    private final SkuForecasts forecasts;
    private final DemandHistory demand;
    private final Products products;
    private final Proposals proposals;
    private final Clock clock;

    CalculateNetworkProposals(
            Balances balances,
            SkuForecasts forecasts,
            DemandHistory demand,
            Products products,
            Proposals proposals,
            Clock clock) {
        this.balances = balances;
        this.forecasts = forecasts;
        this.demand = demand;
        this.products = products;
        this.proposals = proposals;
        this.clock = clock;
    }

    /** @param regionIds regions whose customers the place serves itself */
    public record Place(String place, Set<String> regionIds, Policy policy) {}

    /**
     * @param wanted what the receiving place lacks
     * @param quantity what the sender can give of it now
     */
    public record Transfer(String sku, String from, String to, long wanted, long quantity, List<Step> steps) {}

    /**
     * @param items products looked at
     * @param proposed of them with an open proposal for the upper place now
     * @param withoutForecast products that have no forecast in these regions, or are discontinued
     * @param transfers number of transfers that are due, {@code largest} the largest of them
     */
    public record Outcome(
            int items, int proposed, int withdrawn, int withoutForecast, int transfers, List<Transfer> largest) {}

    /** @param holdingShare cost of holding a unit at the upper place as a share of that at the lower ones */
    public Outcome calculate(Place upper, double holdingShare, List<Place> lower) {
        List<Place> places = Stream.concat(Stream.of(upper), lower.stream()).toList();
        Map<String, Map<String, StockBalance>> stock = stock(places);
        Set<String> skus = new TreeSet<>();
        stock.values().forEach(ofPlace -> skus.addAll(ofPlace.keySet()));
        Set<String> wanted = new TreeSet<>(skus);
        wanted.removeAll(products.discontinued());
        Map<String, List<SkuForecasts.Line>> lines =
                forecasts.of(wanted).stream().collect(Collectors.groupingBy(SkuForecasts.Line::sku));
        OpenProposals open =
                new OpenProposals(proposals, places.stream().map(Place::place).toList());
        Network network = new Network(stock, open, demand.waiting(), YearMonth.now(clock));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);

        List<Transfer> transfers = new ArrayList<>();
        int withoutForecast = 0;
        for (String sku : skus) {
            List<SkuForecasts.Line> ofSku = lines.getOrDefault(sku, List.of());
            SupplyNode node = network.node(sku, upper, holdingShare, lower, ofSku);
            if (node == null) {
                withoutForecast++;
                open.withdraw(upper.place(), sku);
                continue;
            }
            EchelonPlan plan = EchelonReplenishment.plan(node);
            transfers.addAll(transfers(sku, plan));
            if (plan.allocated() == 0) {
                open.withdraw(upper.place(), sku);
                continue;
            }
            open.propose(
                    upper.place(),
                    sku,
                    plan.allocated(),
                    upper.policy(),
                    node.position(),
                    network.demand(places, ofSku).shown(),
                    plan.steps(),
                    now);
        }
        open.store();
        transfers.sort(Comparator.comparingLong(Transfer::quantity).reversed());
        List<Transfer> largest = transfers.stream().limit(MOST_TRANSFERS).toList();
        return new Outcome(skus.size(), open.proposed(), open.withdrawn(), withoutForecast, transfers.size(), largest);
    }

    private Map<String, Map<String, StockBalance>> stock(List<Place> places) {
        Map<String, Map<String, StockBalance>> stock = new HashMap<>();
        for (StockBalance balance : balances.atWarehouses()) {
            stock.computeIfAbsent(balance.place(), key -> new HashMap<>()).put(balance.sku(), balance);
        }
        for (Place place : places) {
            if (!stock.containsKey(place.place())) {
                throw Refusal.notFound("warehouse with stock", place.place());
            }
        }
        stock.keySet().retainAll(places.stream().map(Place::place).toList());
        return stock;
    }

    private static List<Transfer> transfers(String sku, EchelonPlan upper) {
        return upper.supplied().stream()
                .filter(below -> below.plan().quantity() > 0)
                .map(below -> new Transfer(
                        sku, upper.place(), below.place(), below.plan().quantity(), below.allocated(), below.steps()))
                .toList();
    }

    /** What is known about the places, put together per product. */
    private record Network(
            Map<String, Map<String, StockBalance>> stock,
            OpenProposals open,
            Map<String, Long> waiting,
            YearMonth month) {

        /** Null when nobody in these regions is expected to order the product. */
        @Nullable
        SupplyNode node(
                String sku, Place upper, double holdingShare, List<Place> lower, List<SkuForecasts.Line> lines) {
            List<SupplyNode> supplied = new ArrayList<>();
            for (Place place : lower) {
                ExpectedDemand expected = expected(place, lines);
                if (expected != null) {
                    supplied.add(new SupplyNode(
                            place.place(), expected, position(sku, place, lines), place.policy(), 1, List.of()));
                }
            }
            ExpectedDemand own = expected(upper, lines);
            if (own == null && supplied.isEmpty()) {
                return null;
            }
            double share = supplied.isEmpty() ? 1 : holdingShare;
            return new SupplyNode(upper.place(), own, position(sku, upper, lines), upper.policy(), share, supplied);
        }

        private static List<SkuForecasts.Line> at(Place place, List<SkuForecasts.Line> lines) {
            return lines.stream()
                    .filter(line -> place.regionIds().contains(line.regionId()))
                    .toList();
        }

        private @Nullable ExpectedDemand expected(Place place, List<SkuForecasts.Line> lines) {
            List<SkuForecasts.Line> served = at(place, lines);
            return served.isEmpty() ? null : ProductDemand.of(served, 1, month).expected();
        }

        ProductDemand demand(List<Place> places, List<SkuForecasts.Line> lines) {
            return ProductDemand.of(
                    places.stream().flatMap(place -> at(place, lines).stream()).toList(), 1, month);
        }

        /** Orders that wait are not told by region: each place takes the part that its regions have of expected demand. */
        private Position position(String sku, Place place, List<SkuForecasts.Line> lines) {
            double all = nextMonth(lines);
            double share = all > 0 ? nextMonth(at(place, lines)) / all : 0;
            long waits = Math.round(waiting.getOrDefault(sku, 0L) * share);
            StockBalance balance = stock.getOrDefault(place.place(), Map.of()).get(sku);
            long planned = open.planned(place.place(), sku);
            return balance == null
                    ? new Position(0, 0, planned, waits)
                    : new Position(balance.available(), balance.inTransit(), planned, waits);
        }

        private double nextMonth(List<SkuForecasts.Line> lines) {
            return lines.isEmpty()
                    ? 0
                    : ProductDemand.of(lines, 1, month).months().getFirst().units();
        }
    }
}
