package org.qudao.inventory.history;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.qudao.platform.web.Page;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Stock")
class StockHistoryController {

    private final StockMonths months;

    StockHistoryController(StockMonths months) {
        this.months = months;
    }

    @GetMapping("/api/v1/stock/history")
    @PreAuthorize("hasAnyRole('HQ', 'SERVICE')")
    @Operation(summary = "Imported month-end stock, from before the ledger")
    Page<StockMonth> history(
            @RequestParam(required = false) @Nullable String sku,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        int rows = Page.limit(limit);
        return Page.of(
                months.find(sku, from, to, after, rows + 1), rows, month -> month.sku() + "|" + month.monthEnd());
    }
}
