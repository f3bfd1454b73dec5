package org.qudao.forecast.replenishing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.engine.ForecastEngine;
import org.qudao.forecast.engine.replenishment.EchelonPlan;
import org.qudao.forecast.engine.replenishment.EchelonReplenishment;
import org.qudao.forecast.engine.replenishment.Policy;
import org.qudao.forecast.engine.replenishment.Step;
import org.qudao.forecast.model.Balances;
import org.qudao.forecast.model.StockBalance;
import org.qudao.platform.web.Refusal;
import org.springframework.stereotype.Component;

/**
 * Calculates a warehouse together with those that it supplies and, where they say what they sell, with dealers and their outlets: stock
 * below counts as stock above, so nothing is kept safe twice. What the uppermost one needs becomes proposals; what should go down is
 * answered as transfers. A product that no warehouse ever held is ordered like any other where it is forecast. A place that is named takes part even if no orders are served from it: it may supply others only.
 */
@Component
public class CalculateNetworkProposals {
    /** An answer shows no more of them; the next calculation, after these have moved, shows the others. */
    private static final int MOST_TRANSFERS = 1_000;

    private final Balances balances;
    private final ReadRegions readRegions;
    private final ReadSupply readSupply;
    private final ReadSellingNodes readSellingNodes;
    private final ForecastEngine engine;

    CalculateNetworkProposals(
            Balances balances,
            ReadRegions readRegions,
            ReadSupply readSupply,
            ReadSellingNodes readSellingNodes,
            ForecastEngine engine) {
        this.balances = balances;
        this.readRegions = readRegions;
        this.readSupply = readSupply;
        this.readSellingNodes = readSellingNodes;
        this.engine = engine;
    }

    /** @param regionIds regions whose customers the place serves itself, with all below them */
    public record Place(String place, Set<String> regionIds, Policy policy) {

        Place with(Map<String, Set<String>> regions) {
            return new Place(
                    place,
                    ReadRegions.union(regionIds.stream().map(regions::get).toList()),
                    policy);
        }
    }

    /**
     * @param holdingShare cost of holding a unit at a place as a share of that at those it supplies
     * @param dealers how dealers are supplied, {@code outlets} how outlets are; null to know them by their orders only
     */
    public record Terms(double holdingShare, @Nullable Policy dealers, @Nullable Policy outlets) {}

    /**
     * @param wanted what the receiving place or node lacks
     * @param quantity what the sender can give of it now
     */
    public record Transfer(String sku, String from, String to, long wanted, long quantity, List<Step> steps) {}

    /**
     * @param items products looked at
     * @param nodes dealers and outlets that were echelons of their own
     * @param proposed of the items with an open proposal for the upper place now
     * @param withoutForecast products that have no forecast in these regions, or are discontinued
     * @param transfers number of transfers that are due, {@code largest} the largest of them
     */
    public record Outcome(
            int items,
            int nodes,
            int proposed,
            int withdrawn,
            int withoutForecast,
            int transfers,
            List<Transfer> largest) {}

    /** @throws Refusal when an id is no region (422) or a region is served twice (400); nothing is changed then */
    public Outcome calculate(Place givenUpper, List<Place> givenLower, Terms terms) {
        Map<String, Set<String>> regions = readRegions.read(Stream.concat(Stream.of(givenUpper), givenLower.stream())
                .flatMap(place -> place.regionIds().stream())
                .toList());
        Place upper = givenUpper.with(regions);
        List<Place> lower =
                givenLower.stream().map(place -> place.with(regions)).toList();
        List<Place> places = Stream.concat(Stream.of(upper), lower.stream()).toList();
        refuseRegionsServedTwice(places);
        List<StockBalance> everywhere = balances.atWarehouses();
        Map<String, Map<String, StockBalance>> stock = stock(everywhere, places);
        Set<String> skus = new TreeSet<>();
        stock.values().forEach(ofPlace -> skus.addAll(ofPlace.keySet()));
        Set<String> unheld = readSupply.unheld(everywhere);
        unheld.removeAll(skus);
        skus.addAll(unheld);
        Supply supply = readSupply.read(skus, places.stream().map(Place::place).toList());
        skus.removeIf(sku -> unheld.contains(sku) && isForecastElsewhere(supply.lines(sku), places));
        OpenProposals open = supply.open();
        SellingNodes selling = terms.dealers() == null
                ? SellingNodes.none()
                : readSellingNodes.read(
                        ReadRegions.union(places.stream().map(Place::regionIds).toList()));
        SupplyTree tree = new SupplyTree(stock, supply, selling, terms, engine);

        List<Transfer> transfers = new ArrayList<>();
        int withoutForecast = 0;
        for (String sku : skus) {
            // What they need comes from the upper place now.
            lower.forEach(place -> open.withdraw(place.place(), sku));
            SupplyTree.Planned planned = supply.lines(sku).isEmpty() ? null : tree.of(sku, upper, lower);
            if (planned == null) {
                withoutForecast++;
                open.withdraw(upper.place(), sku);
                continue;
            }
            EchelonPlan plan = EchelonReplenishment.plan(planned.top());
            addTransfers(sku, plan, transfers);
            if (plan.allocated() == 0) {
                open.withdraw(upper.place(), sku);
                continue;
            }
            List<Step> steps = new ArrayList<>(planned.split());
            steps.addAll(plan.steps());
            open.propose(
                    upper.place(),
                    sku,
                    plan.allocated(),
                    upper.policy(),
                    planned.top().position(),
                    planned.demand(),
                    steps,
                    supply.now());
        }
        open.withdrawOthers();
        open.store();
        transfers.sort(Comparator.comparingLong(Transfer::quantity).reversed());
        List<Transfer> largest = transfers.stream().limit(MOST_TRANSFERS).toList();
        return new Outcome(
                skus.size(),
                selling.size(),
                open.proposed(),
                open.withdrawn(),
                withoutForecast,
                transfers.size(),
                largest);
    }

    private static void refuseRegionsServedTwice(List<Place> places) {
        Set<String> served = new HashSet<>();
        for (Place place : places) {
            for (String region : new TreeSet<>(place.regionIds())) {
                if (!served.add(region)) {
                    throw Refusal.badRequest("regionIds", region + " is served by two places");
                }
            }
        }
    }

    private static boolean isForecastElsewhere(List<SkuForecasts.Line> lines, List<Place> places) {
        return lines.stream().noneMatch(line -> places.stream()
                .anyMatch(place -> place.regionIds().contains(line.regionId())));
    }

    private static Map<String, Map<String, StockBalance>> stock(List<StockBalance> everywhere, List<Place> places) {
        Map<String, Map<String, StockBalance>> stock = new HashMap<>();
        for (StockBalance balance : everywhere) {
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

    private static void addTransfers(String sku, EchelonPlan upper, List<Transfer> transfers) {
        for (EchelonPlan below : upper.supplied()) {
            if (below.plan().quantity() > 0) {
                transfers.add(new Transfer(
                        sku, upper.place(), below.place(), below.plan().quantity(), below.allocated(), below.steps()));
            }
            addTransfers(sku, below, transfers);
        }
    }
}
