package org.qudao.forecast.replenishing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.engine.ForecastEngine;
import org.qudao.forecast.engine.replenishment.CumulativeError;
import org.qudao.forecast.engine.replenishment.ExpectedDemand;
import org.qudao.forecast.engine.replenishment.Policy;
import org.qudao.forecast.engine.replenishment.Position;
import org.qudao.forecast.engine.replenishment.Step;
import org.qudao.forecast.engine.replenishment.SupplyNode;
import org.qudao.forecast.model.Proposal;
import org.qudao.forecast.model.StockBalance;

/** What is known about places, dealers and outlets, put together per product: warehouse → warehouse → dealer → outlet. */
final class SupplyTree {
    private final Map<String, Map<String, StockBalance>> stock;
    private final Supply supply;
    private final SellingNodes selling;
    private final CalculateNetworkProposals.Terms terms;
    private final ForecastEngine engine;

    SupplyTree(
            Map<String, Map<String, StockBalance>> stock,
            Supply supply,
            SellingNodes selling,
            CalculateNetworkProposals.Terms terms,
            ForecastEngine engine) {
        this.stock = stock;
        this.supply = supply;
        this.selling = selling;
        this.terms = terms;
        this.engine = engine;
    }

    /**
     * @param split which part of the forecast orders is nobody's here
     * @param demand everything that is expected from the whole tree
     */
    record Planned(SupplyNode top, List<Step> split, Proposal.Demand demand) {}

    /** Null when nobody in these regions is expected to want the product. */
    @Nullable
    Planned of(String sku, CalculateNetworkProposals.Place upper, List<CalculateNetworkProposals.Place> lower) {
        List<Step> split = new ArrayList<>();
        List<SupplyNode> warehouses = lower.stream()
                .map(place -> place(sku, place, List.of(), split))
                .filter(Objects::nonNull)
                .toList();
        SupplyNode top = place(sku, upper, warehouses, split);
        return top == null ? null : new Planned(top, split, demand(sku, top, upper, lower));
    }

    private @Nullable SupplyNode place(
            String sku, CalculateNetworkProposals.Place place, List<SupplyNode> warehouses, List<Step> split) {
        List<SupplyNode> supplied = Stream.concat(
                        warehouses.stream(),
                        selling.in(place.regionIds()).stream()
                                .map(node -> node(sku, node))
                                .filter(Objects::nonNull))
                .toList();
        List<SkuForecasts.Line> served = at(place.regionIds(), supply.lines(sku));
        ExpectedDemand own = served.isEmpty()
                ? null
                : ProductDemand.of(served, rest(sku, place, split), supply.today())
                        .expected();
        return own == null && supplied.isEmpty()
                ? null
                : new SupplyNode(place.place(), own, position(sku, place), place.policy(), share(supplied), supplied);
    }

    /** Who sells nothing of the product, nor any outlet below, has no part in it. */
    private @Nullable SupplyNode node(String sku, SellingNodes.Node node) {
        List<SupplyNode> outlets = node.outlets().stream()
                .map(outlet -> node(sku, outlet))
                .filter(Objects::nonNull)
                .toList();
        ExpectedDemand own = selling.expected(engine, node.id(), sku);
        Policy policy = Objects.requireNonNull(node.isOutlet() ? terms.outlets() : terms.dealers());
        return own == null && outlets.isEmpty()
                ? null
                : new SupplyNode(node.id(), own, selling.position(node.id(), sku), policy, share(outlets), outlets);
    }

    /** One tier further from customers is one time cheaper. */
    private double share(List<SupplyNode> supplied) {
        return supplied.isEmpty()
                ? 1
                : terms.holdingShare()
                        * supplied.stream()
                                .mapToDouble(SupplyNode::holdingShare)
                                .min()
                                .orElseThrow();
    }

    /** Orders of those whose sell-out is known are no demand beside it. */
    private double rest(String sku, CalculateNetworkProposals.Place place, List<Step> split) {
        SellingNodes.Ordered ordered = selling.ordered(place.regionIds(), sku);
        if (ordered.bySelling() == 0) {
            return 1;
        }
        split.add(new Step(
                "ownShare of " + place.place(),
                "1 − orders of dealers and outlets whose sell-out is planned ÷ all orders of its regions, within a year",
                "1 − " + ordered.bySelling() + " ÷ " + ordered.all(),
                ordered.rest()));
        return ordered.rest();
    }

    private static List<SkuForecasts.Line> at(Set<String> regionIds, List<SkuForecasts.Line> lines) {
        return lines.stream()
                .filter(line -> regionIds.contains(line.regionId()))
                .toList();
    }

    /**
     * Orders that wait are not told by region: each place takes the part that its regions have of expected demand. Of these, the part of
     * nodes whose sell-out is planned waits within the tree and is no customer's.
     */
    private Position position(String sku, CalculateNetworkProposals.Place place) {
        List<SkuForecasts.Line> lines = supply.lines(sku);
        double customers = selling.ordered(place.regionIds(), sku).rest();
        long waits = Math.round(customers * supply.waiting(sku, supply.partOf(sku, at(place.regionIds(), lines))));
        StockBalance balance = stock.getOrDefault(place.place(), Map.of()).get(sku);
        long planned = supply.open().planned(place.place(), sku);
        return balance == null
                ? new Position(0, 0, planned, waits)
                : new Position(balance.available(), balance.inTransit(), planned, waits);
    }

    /** Months of the orders' forecast; sell-out is added period by period. */
    private Proposal.Demand demand(
            String sku,
            SupplyNode top,
            CalculateNetworkProposals.Place upper,
            List<CalculateNetworkProposals.Place> lower) {
        List<ExpectedDemand> parts = new ArrayList<>();
        collect(top, parts);
        List<SkuForecasts.Line> served = Stream.concat(Stream.of(upper), lower.stream())
                .flatMap(place -> at(place.regionIds(), supply.lines(sku)).stream())
                .toList();
        ProductDemand orders = ProductDemand.of(served, 1, supply.today());
        List<Proposal.MonthDemand> months = new ArrayList<>();
        for (int k = 0; k < orders.months().size(); k++) {
            double sum = 0;
            for (ExpectedDemand part : parts) {
                sum += part.means().get(Math.min(k, part.means().size() - 1));
            }
            months.add(new Proposal.MonthDemand(orders.months().get(k).month(), ProductDemand.rounded(sum)));
        }
        CumulativeError error =
                CumulativeError.sum(parts.stream().map(ExpectedDemand::error).toList());
        long ofPlaces = Stream.concat(Stream.of(upper), lower.stream())
                .filter(place -> !at(place.regionIds(), supply.lines(sku)).isEmpty())
                .count();
        int series = orders.series() + parts.size() - (int) ofPlaces;
        return new Proposal.Demand(series, 1, months, ProductDemand.rounded(error));
    }

    private static void collect(SupplyNode node, List<ExpectedDemand> parts) {
        ExpectedDemand own = node.demand();
        if (own != null) {
            parts.add(own);
        }
        node.supplied().forEach(below -> collect(below, parts));
    }
}
