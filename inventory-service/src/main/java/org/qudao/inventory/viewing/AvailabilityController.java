package org.qudao.inventory.viewing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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

/** What can be ordered now. Everybody may ask for the total; which warehouse has it is the company's own affair. */
@RestController
@Tag(name = "Stock")
class AvailabilityController {

    static final int MAX_SKUS = 100;
    static final int MAX_PLACES = 10;

    record Availability(List<Item> items) {}

    /**
     * @param nextReceiptOn when more is expected; null when nothing is planned
     * @param places the warehouses with most of it, at most 10; empty for dealers and outlets
     */
    record Item(String sku, long available, @Nullable LocalDate nextReceiptOn, List<At> places) {}

    record At(String place, long available) {}

    private final Ledger ledger;
    private final Places places;
    private final StockViews stock;

    AvailabilityController(Ledger ledger, Places places, StockViews stock) {
        this.ledger = ledger;
        this.stock = stock;
        this.places = places;
    }

    @GetMapping("/api/v1/availability")
    @PreAuthorize("isAuthenticated()")
    @Operation(summary = "What the sourcing warehouses have available, per item")
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
        Map<String, LocalDate> next = stock.nextReceipts(warehouses, skus);
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
            items.add(new Item(one, total, next.get(one), shown));
        }
        return new Availability(items);
    }
}
