package org.qudao.inventory.viewing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.qudao.inventory.reservation.Backlog;
import org.qudao.inventory.stock.Balance;
import org.qudao.inventory.stock.BalanceKey;
import org.qudao.inventory.stock.Ledger;
import org.qudao.inventory.stock.Place;
import org.qudao.inventory.stock.Places;
import org.qudao.platform.security.Caller;
import org.qudao.platform.web.Ids;
import org.qudao.platform.web.Refusal;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What can be ordered now, and what comes. Everybody may ask for the total; which warehouse has it is the company's own affair. */
@RestController
@Tag(name = "Stock")
class AvailabilityController {

    static final int MAX_SKUS = 100;
    static final int MAX_PLACES = 10;

    record Availability(List<Item> items) {}

    /**
     * @param expected what planned receipts bring by day, today included, beyond what waiting orders take of it
     * @param overdueSince day on which the oldest receipt should have come that has not; null when none is late
     * @param places the warehouses with most of it, at most 10; empty for dealers and outlets
     */
    record Item(
            String sku,
            long available,
            List<Outlook.Expected> expected,
            @Nullable LocalDate overdueSince,
            List<At> places) {}

    record At(String place, long available) {}

    private final Ledger ledger;
    private final Places places;
    private final StockViews stock;
    private final Backlog backlog;
    private final Clock clock;

    AvailabilityController(Ledger ledger, Places places, StockViews stock, Backlog backlog, Clock clock) {
        this.ledger = ledger;
        this.stock = stock;
        this.places = places;
        this.backlog = backlog;
        this.clock = clock;
    }

    @GetMapping("/api/v1/availability")
    @PreAuthorize("isAuthenticated()")
    @Operation(summary = "What the sourcing warehouses have available and what they expect, per item")
    Availability availability(@RequestParam List<String> sku, Caller caller) {
        Set<String> skus = new LinkedHashSet<>(sku);
        if (skus.isEmpty() || skus.size() > MAX_SKUS) {
            throw Refusal.badRequest("sku", "1 to " + MAX_SKUS + " items");
        }
        if (!skus.stream().allMatch(Ids::valid)) {
            throw Refusal.badRequest("sku", Ids.RULE);
        }
        List<String> warehouses = places.sourcing().stream().map(Place::id).toList();
        Map<BalanceKey, Balance> balances = ledger.balances(warehouses, skus);
        Map<String, SortedMap<LocalDate, Long>> planned = stock.expected(warehouses, skus);
        Map<String, Long> waiting = backlog.units(skus);
        LocalDate today = LocalDate.now(clock);
        List<Item> items = new ArrayList<>();
        for (String one : skus) {
            List<At> at = warehouses.stream()
                    .map(place -> new At(
                            place,
                            balances.getOrDefault(new BalanceKey(place, one), Balance.ZERO)
                                    .available()))
                    .filter(row -> row.available() > 0)
                    .sorted(Comparator.comparingLong(At::available).reversed().thenComparing(At::place))
                    .toList();
            long total = at.stream().mapToLong(At::available).sum();
            List<At> shown =
                    caller.seesEverything() ? at.stream().limit(MAX_PLACES).toList() : List.of();
            Outlook outlook = Outlook.of(
                    planned.getOrDefault(one, Collections.emptySortedMap()), waiting.getOrDefault(one, 0L), today);
            items.add(new Item(one, total, outlook.expected(), outlook.overdueSince(), shown));
        }
        return new Availability(items);
    }
}
