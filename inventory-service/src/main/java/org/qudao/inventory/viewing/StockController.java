package org.qudao.inventory.viewing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.qudao.inventory.stock.Account;
import org.qudao.inventory.stock.Balance;
import org.qudao.inventory.stock.BalanceKey;
import org.qudao.inventory.stock.Cause;
import org.qudao.inventory.stock.Side;
import org.qudao.inventory.stock.StockPosted;
import org.qudao.inventory.stock.StockState;
import org.qudao.platform.security.Caller;
import org.qudao.platform.security.ScopeTree;
import org.qudao.platform.web.Page;
import org.qudao.platform.web.Refusal;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Stock")
class StockController {

    /**
     * @param change by how much the posting changed each state
     * @param balance after the posting, so that the rows explain the balance one by one
     */
    record PostingAnswer(
            String movementId,
            String place,
            String sku,
            Side side,
            Account from,
            Account to,
            int quantity,
            Cause cause,
            LocalDate on,
            Instant recordedAt,
            Change change,
            Balance balance) {}

    record Change(long available, long reserved, long inTransit) {}

    private final ShowStock showStock;
    private final StockFilter filter;
    private final StockViews stock;
    private final ScopeTree scopes;

    StockController(ShowStock showStock, StockFilter filter, StockViews stock, ScopeTree scopes) {
        this.showStock = showStock;
        this.filter = filter;
        this.stock = stock;
        this.scopes = scopes;
    }

    @GetMapping("/stock")
    @PreAuthorize("isAuthenticated()")
    @Operation(
            summary = "Stock within the caller's scope: rows per place and item, or grouped by one property",
            description =
                    "Grouped with `by`, `rows` come page by page in the order of their keys; `total` is over all pages.")
    Object stock(
            @RequestParam(required = false) @Nullable String by,
            @RequestParam(required = false) @Nullable String place,
            @RequestParam(required = false) @Nullable String sku,
            @RequestParam(required = false) @Nullable String region,
            @RequestParam(required = false) @Nullable String channel,
            @RequestParam(required = false) @Nullable String tier,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after,
            Caller caller) {
        StockFilter.Selection selection = filter.select(scopes.scopeOf(caller), place, region, channel, tier);
        int rows = Page.limit(limit);
        if (by != null) {
            return showStock.grouped(parse(by), selection, sku, after, rows);
        }
        return Page.of(showStock.rows(selection, sku, false, after, rows + 1), rows, StockController::cursor);
    }

    @GetMapping("/stock/stock-outs")
    @PreAuthorize("isAuthenticated()")
    @Operation(summary = "Items that a place has had available and has no more")
    Page<ShowStock.Row> stockOuts(
            @RequestParam(required = false) @Nullable String place,
            @RequestParam(required = false) @Nullable String sku,
            @RequestParam(required = false) @Nullable String region,
            @RequestParam(required = false) @Nullable String channel,
            @RequestParam(required = false) @Nullable String tier,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after,
            Caller caller) {
        StockFilter.Selection selection = filter.select(scopes.scopeOf(caller), place, region, channel, tier);
        int rows = Page.limit(limit);
        return Page.of(showStock.rows(selection, sku, true, after, rows + 1), rows, StockController::cursor);
    }

    @GetMapping("/stock/{place}/{sku}")
    @PreAuthorize("isAuthenticated()")
    @Operation(summary = "One balance")
    ShowStock.Row one(@PathVariable String place, @PathVariable String sku, Caller caller) {
        StockFilter.Selection selection = filter.select(scopes.scopeOf(caller), place, null, null, null);
        return showStock
                .one(selection, new BalanceKey(place, sku))
                .orElseThrow(() -> Refusal.notFound("stock", place + "/" + sku));
    }

    @GetMapping("/stock/{place}/{sku}/movements")
    @PreAuthorize("isAuthenticated()")
    @Operation(summary = "The postings that made one balance, oldest first, each with the balance after it")
    Page<PostingAnswer> explain(
            @PathVariable String place,
            @PathVariable String sku,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Long after,
            Caller caller) {
        StockFilter.Selection selection = filter.select(scopes.scopeOf(caller), place, null, null, null);
        BalanceKey key = new BalanceKey(place, sku);
        if (!selection.places().containsKey(place) || stock.balance(key).isEmpty()) {
            throw Refusal.notFound("stock", place + "/" + sku);
        }
        int rows = Page.limit(limit);
        List<StockViews.Entry> entries = stock.entries(key, after == null ? 0 : after, rows + 1);
        return Page.of(entries, rows, entry -> Long.toString(entry.version())).map(StockController::answer);
    }

    @GetMapping("/movements")
    @PreAuthorize("isAuthenticated()")
    @Operation(summary = "Postings within the caller's scope, by place, item, cause and day; the newest last")
    Page<PostingAnswer> movements(
            @RequestParam(required = false) @Nullable String place,
            @RequestParam(required = false) @Nullable String sku,
            @RequestParam(required = false) @Nullable String reference,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after,
            Caller caller) {
        StockFilter.Selection selection = filter.select(scopes.scopeOf(caller), place, null, null, null);
        var wanted = new StockViews.MovementFilter(selection.placesOrAll(), sku, reference, from, to);
        int rows = Page.limit(limit);
        return Page.of(
                        stock.movements(wanted, after == null ? null : movementCursor(after), rows + 1),
                        rows,
                        entry -> entry.posting().on() + "_" + entry.at().toEpochMilli() + "_"
                                + entry.posting().postingId())
                .map(StockController::answer);
    }

    private static ShowStock.By parse(String by) {
        try {
            return ShowStock.By.valueOf(by.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw Refusal.badRequest("by", "must be one of place, sku, region, channel, tier");
        }
    }

    private static String cursor(ShowStock.Row row) {
        return new BalanceKey(row.place(), row.sku()).id();
    }

    private static StockViews.Cursor movementCursor(String after) {
        String[] parts = after.split("_", 3);
        if (parts.length < 3) {
            throw unknownCursor();
        }
        try {
            return new StockViews.Cursor(
                    LocalDate.parse(parts[0]), Instant.ofEpochMilli(Long.parseLong(parts[1])), parts[2]);
        } catch (DateTimeException | NumberFormatException e) {
            throw unknownCursor();
        }
    }

    private static Refusal unknownCursor() {
        return Refusal.badRequest("after", "must be the value of 'next' of the page before");
    }

    private static PostingAnswer answer(StockViews.Entry entry) {
        StockPosted posted = entry.posting();
        return new PostingAnswer(
                posted.movementId(),
                posted.place(),
                posted.sku(),
                posted.side(),
                posted.from(),
                posted.to(),
                posted.quantity(),
                posted.cause(),
                posted.on(),
                entry.at(),
                new Change(
                        posted.posting().change(StockState.AVAILABLE),
                        posted.posting().change(StockState.RESERVED),
                        posted.posting().change(StockState.IN_TRANSIT)),
                posted.balance());
    }
}
