package org.qudao.forecast.replenishing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.engine.replenishment.Plan;
import org.qudao.forecast.engine.replenishment.Policy;
import org.qudao.forecast.engine.replenishment.Position;
import org.qudao.forecast.engine.replenishment.Replenishment;
import org.qudao.forecast.model.Balances;
import org.qudao.forecast.model.StockBalance;
import org.qudao.platform.web.Refusal;
import org.springframework.stereotype.Component;

/**
 * Calculates every item of the warehouses anew: what is due becomes an open proposal (an open one gets the new numbers), and
 * an open one that is not due any more is withdrawn. Planned receipts count, accepted proposals among them. A warehouse from which no
 * orders are served, such as a quarantine, has no part in demand: nothing is due there. A product that none of them has ever held, but that is
 * forecast, is an item of each: they share its demand until it is known which of them hold it.
 */
@Component
public class CalculateProposals {
    /** Version of what never moved: movements have higher ones. */
    private static final long UNHELD = -1;

    private final Balances balances;
    private final ReadRegions readRegions;
    private final ReadSupply readSupply;

    CalculateProposals(Balances balances, ReadRegions readRegions, ReadSupply readSupply) {
        this.balances = balances;
        this.readRegions = readRegions;
        this.readSupply = readSupply;
    }

    /**
     * @param items items of warehouses that serve orders, products that none of them ever held among them
     * @param proposed of them with an open proposal now
     * @param withdrawn open proposals that are not due any more
     * @param withoutForecast items whose product has no forecast: never ordered, or discontinued
     */
    public record Outcome(int items, int proposed, int withdrawn, int withoutForecast) {}

    /**
     * @param place one warehouse, or null for all; one alone gets only items that it holds unless it serves regions alone, for nobody
     *     knows whether it is meant to hold the others
     * @param regionIds regions that the place serves alone, with all below them; empty to share the demand of all regions with the
     *     other warehouses
     * @throws Refusal 422 when one is no region; nothing is changed then
     */
    public Outcome calculate(@Nullable String place, Set<String> regionIds, Policy policy) {
        Set<String> regions = ReadRegions.union(readRegions.read(regionIds).values());
        List<StockBalance> everywhere = balances.atWarehouses();
        List<StockBalance> items = new ArrayList<>(everywhere.stream()
                .filter(item -> place == null || item.place().equals(place))
                .toList());
        if (place != null && items.isEmpty()) {
            throw Refusal.notFound("warehouse with stock", place);
        }
        boolean everyProduct = place == null || !regions.isEmpty();
        if (everyProduct) {
            items.addAll(unheld(items, readSupply.unheld(everywhere)));
        }
        Map<String, Integer> warehouses = Stream.concat(everywhere.stream(), items.stream())
                .distinct()
                .filter(StockBalance::sourcing)
                .collect(Collectors.groupingBy(StockBalance::sku, Collectors.summingInt(item -> 1)));
        Set<String> skus = items.stream().map(StockBalance::sku).collect(Collectors.toSet());
        Supply supply = readSupply.read(
                skus, items.stream().map(StockBalance::place).distinct().toList());
        OpenProposals open = supply.open();

        items.stream().filter(item -> !item.sourcing()).forEach(item -> open.withdraw(item.place(), item.sku()));
        List<StockBalance> serving = items.stream()
                .filter(StockBalance::sourcing)
                .filter(item -> !isUnheld(item) || !lines(supply, item, regions).isEmpty())
                .toList();
        int withoutForecast = 0;
        for (StockBalance item : serving) {
            List<SkuForecasts.Line> ofSku = lines(supply, item, regions);
            if (ofSku.isEmpty()) {
                withoutForecast++;
                open.withdraw(item.place(), item.sku());
                continue;
            }
            double share = regions.isEmpty() ? 1.0 / warehouses.getOrDefault(item.sku(), 1) : 1;
            ProductDemand expected = ProductDemand.of(ofSku, share, supply.today());
            double ofAll = regions.isEmpty() ? share : supply.partOf(item.sku(), ofSku);
            long waits = supply.waiting(item.sku(), ofAll);
            Position position =
                    new Position(item.available(), item.inTransit(), open.planned(item.place(), item.sku()), waits);
            Plan plan = Replenishment.plan(expected.expected(), policy, position);
            if (plan.quantity() == 0) {
                open.withdraw(item.place(), item.sku());
                continue;
            }
            open.propose(
                    item.place(),
                    item.sku(),
                    plan.quantity(),
                    policy,
                    position,
                    expected.shown(),
                    plan.steps(),
                    supply.now());
        }
        if (everyProduct) {
            open.withdrawOthers();
        }
        open.store();
        return new Outcome(serving.size(), open.proposed(), open.withdrawn(), withoutForecast);
    }

    /** Nothing of each of these products at each place from which orders are served. */
    private static List<StockBalance> unheld(List<StockBalance> items, Set<String> skus) {
        return items.stream()
                .filter(StockBalance::sourcing)
                .map(StockBalance::place)
                .distinct()
                .flatMap(place -> skus.stream()
                        .sorted()
                        .map(sku -> new StockBalance(place + "|" + sku, UNHELD, place, null, sku, 0, 0, true)))
                .toList();
    }

    private static List<SkuForecasts.Line> lines(Supply supply, StockBalance item, Set<String> regions) {
        return supply.lines(item.sku()).stream()
                .filter(line -> regions.isEmpty() || regions.contains(line.regionId()))
                .toList();
    }

    private static boolean isUnheld(StockBalance item) {
        return item.version() == UNHELD;
    }
}
