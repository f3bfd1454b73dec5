package org.qudao.forecast.replenishing;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.qudao.forecast.model.DemandHistory;
import org.qudao.forecast.model.PlannedReceipts;
import org.qudao.forecast.model.Products;
import org.qudao.forecast.model.StockBalance;
import org.springframework.stereotype.Component;

/** Reads what every calculation has to know beside stock. */
@Component
class ReadSupply {
    private final SkuForecasts forecasts;
    private final DemandHistory demand;
    private final Products products;
    private final Proposals proposals;
    private final PlannedReceipts receipts;
    private final Clock clock;

    ReadSupply(
            SkuForecasts forecasts,
            DemandHistory demand,
            Products products,
            Proposals proposals,
            PlannedReceipts receipts,
            Clock clock) {
        this.forecasts = forecasts;
        this.demand = demand;
        this.products = products;
        this.proposals = proposals;
        this.receipts = receipts;
        this.clock = clock;
    }

    /** Products with a forecast that no warehouse from which orders are served holds or has held, mostly new ones. */
    Set<String> unheld(List<StockBalance> atWarehouses) {
        Set<String> unheld = new HashSet<>(forecasts.skus());
        atWarehouses.stream()
                .filter(StockBalance::sourcing)
                .map(StockBalance::sku)
                .forEach(unheld::remove);
        return unheld;
    }

    Supply read(Set<String> skus, List<String> places) {
        Set<String> wanted = new HashSet<>(skus);
        wanted.removeAll(products.discontinued());
        LocalDate today = LocalDate.now(clock);
        return new Supply(
                forecasts.of(wanted).stream().collect(Collectors.groupingBy(SkuForecasts.Line::sku)),
                new OpenProposals(proposals, places, receipts.openAt(places), today),
                demand.waiting(),
                today,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }
}
