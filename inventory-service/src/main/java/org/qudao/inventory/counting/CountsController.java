package org.qudao.inventory.counting;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.qudao.inventory.products.RefuseUnknownItems;
import org.qudao.inventory.scoping.PlacesInScope;
import org.qudao.inventory.stock.BalanceKey;
import org.qudao.inventory.stock.Ledger;
import org.qudao.platform.security.Caller;
import org.qudao.platform.security.Scope;
import org.qudao.platform.security.ScopeTree;
import org.qudao.platform.web.DayCursor;
import org.qudao.platform.web.Ids;
import org.qudao.platform.web.Page;
import org.qudao.platform.web.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/counts")
@Tag(name = "Counts")
class CountsController {

    record CountBody(
            @NotNull @Pattern(regexp = Ids.PATTERN, message = Ids.RULE) String id,
            @NotNull String place,
            @NotNull LocalDate on,
            @NotNull @Size(min = 1, max = 1_000) List<@Valid @NotNull CountedLine> lines) {}

    record CountedLine(
            @NotNull @Pattern(regexp = Ids.PATTERN, message = Ids.RULE) String sku,
            @Min(0) @Max(1_000_000_000) int counted) {}

    /**
     * A line that cannot be right: the goods kept for orders are on hand too.
     *
     * @param changedSince what came after the day of the count, less what went
     */
    record ReservedMore(String sku, int counted, long changedSince, long reserved) {}

    private final CountStock countStock;
    private final Counts counts;
    private final PlacesInScope places;
    private final Ledger ledger;
    private final RefuseUnknownItems refuseUnknownItems;
    private final ScopeTree scopes;
    private final Clock clock;

    CountsController(
            CountStock countStock,
            Counts counts,
            PlacesInScope places,
            Ledger ledger,
            RefuseUnknownItems refuseUnknownItems,
            ScopeTree scopes,
            Clock clock) {
        this.countStock = countStock;
        this.counts = counts;
        this.places = places;
        this.ledger = ledger;
        this.refuseUnknownItems = refuseUnknownItems;
        this.scopes = scopes;
        this.clock = clock;
    }

    @PostMapping
    @PreAuthorize("hasAnyRole('HQ', 'DEALER', 'OUTLET')")
    @Operation(
            summary = "Book a count: the difference to the book becomes a movement",
            description =
                    "The book is taken as it was when the day of the count ended: what was booked with a later date is left out.")
    ResponseEntity<StockCount> count(@Valid @RequestBody CountBody body, Caller caller) {
        Scope scope = scopes.scopeOf(caller);
        if (places.find(body.place(), scope).isEmpty()) {
            throw Refusal.notFound("place", body.place());
        }
        check(body);
        // What was booked by mistake can still be counted as gone.
        refuseUnknownItems.check(body.lines().stream()
                .filter(line -> line.counted() > 0)
                .map(CountedLine::sku)
                .toList());
        StockCount count = new StockCount(
                body.id(),
                body.place(),
                body.on(),
                caller.subject(),
                clock.instant(),
                false,
                body.lines().stream()
                        .map(line -> StockCount.counted(line.sku(), line.counted()))
                        .toList());
        if (counts.find(body.id()).isEmpty()) {
            Map<String, Ledger.Since> since = new HashMap<>();
            body.lines()
                    .forEach(line ->
                            since.put(line.sku(), ledger.since(new BalanceKey(body.place(), line.sku()), body.on())));
            refuseWhatWasRestated(body, since);
            refuseLessThanReserved(body, since);
        }
        return switch (countStock.count(count)) {
            case CountStock.Result.Booked booked ->
                ResponseEntity.status(HttpStatus.CREATED).body(booked.count());
            case CountStock.Result.Known known -> ResponseEntity.ok(known.count());
            case CountStock.Result.Different different ->
                throw Refusal.conflict("id-used", "Count '" + body.id() + "' exists with other content.");
        };
    }

    @GetMapping
    @PreAuthorize("isAuthenticated()")
    @Operation(summary = "Counts of the places within the caller's scope, the newest day first")
    Page<StockCount> list(
            @RequestParam(required = false) @Nullable String place,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after,
            Caller caller) {
        int rows = Page.limit(limit);
        return Page.of(
                counts.list(scopes.scopeOf(caller), place, DayCursor.parse(after), rows + 1),
                rows,
                count -> new DayCursor(count.on(), count.id()).toString());
    }

    @GetMapping("/{id}")
    @PreAuthorize("isAuthenticated()")
    @Operation(summary = "One count")
    StockCount get(@PathVariable String id, Caller caller) {
        return counts.find(id, scopes.scopeOf(caller)).orElseThrow(() -> Refusal.notFound("count", id));
    }

    private void check(CountBody body) {
        if (body.on().isAfter(LocalDate.now(clock))) {
            throw Refusal.badRequest("on", "nobody has counted in the future");
        }
        Set<String> skus = new HashSet<>();
        for (int i = 0; i < body.lines().size(); i++) {
            if (!skus.add(body.lines().get(i).sku())) {
                throw Refusal.badRequest("lines[" + i + "].sku", "appears twice; add what was counted");
            }
        }
    }

    /** What was counted later is known better; and before a balance was opened it has no book. */
    private static void refuseWhatWasRestated(CountBody body, Map<String, Ledger.Since> since) {
        List<String> restated = body.lines().stream()
                .map(CountedLine::sku)
                .filter(sku -> Objects.requireNonNull(since.get(sku)).restated())
                .toList();
        if (!restated.isEmpty()) {
            throw Refusal.unprocessable(
                            "counted-later",
                            "Counted or opened on a later day",
                            "What was counted or opened after %s stands. Count again and give today's date."
                                    .formatted(body.on()))
                    .with("skus", restated);
        }
    }

    private void refuseLessThanReserved(CountBody body, Map<String, Ledger.Since> since) {
        List<ReservedMore> wrong = body.lines().stream()
                .map(line -> new ReservedMore(
                        line.sku(),
                        line.counted(),
                        Objects.requireNonNull(since.get(line.sku())).change(),
                        ledger.balance(new BalanceKey(body.place(), line.sku())).reserved()))
                .filter(line -> line.counted() + line.changedSince() < line.reserved())
                .toList();
        if (!wrong.isEmpty()) {
            throw Refusal.unprocessable(
                            "counted-below-reserved",
                            "Less counted than is kept for orders",
                            "Goods kept for orders are on hand too. Cancel or ship short the orders that cannot be served,"
                                    + " then count again.")
                    .with("lines", wrong);
        }
    }
}
