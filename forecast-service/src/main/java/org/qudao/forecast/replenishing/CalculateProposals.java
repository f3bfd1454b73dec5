package org.qudao.forecast.replenishing;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
 * orders are served, such as a quarantine, has no part in demand: nothing is due there.
 */
@Component
public class CalculateProposals {
    private final Balances balances;
    private final ReadRegions readRegions;
    private final ReadSupply readSupply;

    CalculateProposals(Balances balances, ReadRegions readRegions, ReadSupply readSupply) {
        this.balances = balances;
        this.readRegions = readRegions;
        this.readSupply = readSupply;
    }

    /**
     * @param items items of warehouses that serve orders
     * @param proposed of them with an open proposal now
     * @param withdrawn open proposals that are not due any more
     * @param withoutForecast items whose product has no forecast: never ordered, or discontinued
     */
    public record Outcome(int items, int proposed, int withdrawn, int withoutForecast) {}

    /**
     * @param place one warehouse, or null for all
     * @param regionIds regions that the place serves alone, with all below them; empty to share the demand of all regions with the
     *     other warehouses
     * @throws Refusal 422 when one is no region; nothing is changed then
     */
    public Outcome calculate(@Nullable String place, Set<String> regionIds, Policy policy) {
        Set<String> regions = ReadRegions.union(readRegions.read(regionIds).values());
        List<StockBalance> everywhere = balances.atWarehouses();
        List<StockBalance> items = everywhere.stream()
                .filter(item -> place == null || item.place().equals(place))
                .toList();
        if (place != null && items.isEmpty()) {
            throw Refusal.notFound("warehouse with stock", place);
        }
        Map<String, Integer> warehouses = everywhere.stream()
                .filter(StockBalance::sourcing)
                .collect(Collectors.groupingBy(StockBalance::sku, Collectors.summingInt(item -> 1)));
        Set<String> skus = items.stream().map(StockBalance::sku).collect(Collectors.toSet());
        Supply supply = readSupply.read(
                skus, items.stream().map(StockBalance::place).distinct().toList());
        OpenProposals open = supply.open();

        items.stream().filter(item -> !item.sourcing()).forEach(item -> open.withdraw(item.place(), item.sku()));
        List<StockBalance> serving =
                items.stream().filter(StockBalance::sourcing).toList();
        int withoutForecast = 0;
        for (StockBalance item : serving) {
            List<SkuForecasts.Line> ofSku = supply.lines(item.sku()).stream()
                    .filter(line -> regions.isEmpty() || regions.contains(line.regionId()))
                    .toList();
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
        open.store();
        return new Outcome(serving.size(), open.proposed(), open.withdrawn(), withoutForecast);
    }
}
