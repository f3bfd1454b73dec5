package org.qudao.forecast.replenishing;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
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
import org.qudao.forecast.model.DemandHistory;
import org.qudao.forecast.model.Products;
import org.qudao.forecast.model.Proposal;
import org.qudao.forecast.model.ProposalState;
import org.qudao.forecast.model.StockBalance;
import org.qudao.platform.web.Ids;
import org.qudao.platform.web.Refusal;
import org.springframework.stereotype.Component;

/**
 * Calculates every item of the warehouses anew: what is due becomes an open proposal (an open one gets the new numbers), and
 * an open one that is not due any more is withdrawn. Accepted proposals count as planned receipts.
 */
@Component
public class CalculateProposals {
    private final Balances balances;
    private final SkuForecasts forecasts;
    private final DemandHistory demand;
    private final Products products;
    private final Proposals proposals;
    private final Clock clock;

    CalculateProposals(
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

    /**
     * @param items warehouse items looked at
     * @param proposed of them with an open proposal now
     * @param withdrawn open proposals that are not due any more
     * @param withoutForecast items whose product has no forecast: never ordered, or discontinued
     */
    public record Outcome(int items, int proposed, int withdrawn, int withoutForecast) {}

    /**
     * @param place one warehouse, or null for all
     * @param regionIds regions that the place serves alone; empty to share the demand of all regions with the other warehouses
     */
    public Outcome calculate(@Nullable String place, Set<String> regionIds, Policy policy) {
        List<StockBalance> everywhere = balances.atWarehouses();
        List<StockBalance> items = everywhere.stream()
                .filter(item -> place == null || item.place().equals(place))
                .toList();
        if (place != null && items.isEmpty()) {
            throw Refusal.notFound("warehouse with stock", place);
        }
        Map<String, Integer> warehouses =
                everywhere.stream().collect(Collectors.groupingBy(StockBalance::sku, Collectors.summingInt(item -> 1)));
        Set<String> skus = items.stream().map(StockBalance::sku).collect(Collectors.toSet());
        skus.removeAll(products.discontinued());
        Map<String, List<SkuForecasts.Line>> lines = forecasts.of(skus).stream()
                .filter(line -> regionIds.isEmpty() || regionIds.contains(line.regionId()))
                .collect(Collectors.groupingBy(SkuForecasts.Line::sku));
        Known known = Known.of(proposals.atPlaces(
                items.stream().map(StockBalance::place).distinct().toList()));
        Map<String, Long> waiting = demand.waiting();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        YearMonth month = YearMonth.now(clock);

        List<Proposal> fresh = new ArrayList<>();
        int withdrawn = 0;
        int withoutForecast = 0;
        int proposed = 0;
        for (StockBalance item : items) {
            List<SkuForecasts.Line> ofSku = lines.getOrDefault(item.sku(), List.of());
            String key = key(item.place(), item.sku());
            Proposal open = known.open.get(key);
            if (ofSku.isEmpty()) {
                withoutForecast++;
                withdrawn += withdraw(open);
                continue;
            }
            double share = regionIds.isEmpty() ? 1.0 / warehouses.getOrDefault(item.sku(), 1) : 1;
            ProductDemand expected = ProductDemand.of(ofSku, share, month);
            long waits = Math.round(waiting.getOrDefault(item.sku(), 0L) * share);
            Position position =
                    new Position(item.available(), item.inTransit(), known.planned.getOrDefault(key, 0L), waits);
            Plan plan = Replenishment.plan(expected.expected(), policy, position);
            if (plan.quantity() == 0) {
                withdrawn += withdraw(open);
                continue;
            }
            proposed++;
            String id = open != null
                    ? open.id()
                    : Ids.derived(
                            item.place(),
                            item.sku(),
                            known.closed.getOrDefault(key, 0).toString());
            Proposal proposal = new Proposal(
                    id,
                    item.place(),
                    item.sku(),
                    ProposalState.OPEN,
                    plan.quantity(),
                    policy,
                    position,
                    expected.shown(),
                    plan.steps(),
                    now,
                    null,
                    null,
                    null,
                    null);
            if (open == null) {
                fresh.add(proposal);
            } else {
                proposals.change(id, stored -> onlyIfOpen(stored, proposal));
            }
        }
        proposals.insertAll(fresh);
        return new Outcome(items.size(), proposed, withdrawn, withoutForecast);
    }

    private int withdraw(@Nullable Proposal open) {
        if (open == null) {
            return 0;
        }
        proposals.change(open.id(), stored -> onlyIfOpen(stored, stored.moved(ProposalState.WITHDRAWN)));
        return 1;
    }

    private static Proposals.Change onlyIfOpen(Proposal stored, Proposal next) {
        return stored.state() == ProposalState.OPEN ? Proposals.Change.to(next) : Proposals.Change.none(stored);
    }

    private static String key(String place, String sku) {
        return place + "|" + sku;
    }

    /** What is known about items: their open proposal, units accepted and not arrived, and how many are closed. */
    private record Known(Map<String, Proposal> open, Map<String, Long> planned, Map<String, Integer> closed) {
        static Known of(List<Proposal> all) {
            Known known = new Known(new HashMap<>(), new HashMap<>(), new HashMap<>());
            for (Proposal proposal : all) {
                String key = key(proposal.place(), proposal.sku());
                switch (proposal.state()) {
                    case OPEN -> known.open.put(key, proposal);
                    case ACCEPTED -> {
                        known.planned.merge(key, proposal.quantity(), Long::sum);
                        known.closed.merge(key, 1, Integer::sum);
                    }
                    case DISMISSED, WITHDRAWN, RECEIVED -> known.closed.merge(key, 1, Integer::sum);
                }
            }
            return known;
        }
    }
}
