package org.qudao.forecast.demand;

import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.model.Channel;
import org.qudao.platform.security.Caller;
import org.qudao.platform.security.Scope;
import org.qudao.platform.security.ScopeTree;
import org.qudao.platform.web.Page;
import org.qudao.platform.web.Refusal;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Monthly demand as the caller may see it. */
@RestController
@RequestMapping("/api/v1/demand")
class DemandController {
    private final DemandFigures figures;
    private final ScopeTree tree;

    DemandController(DemandFigures figures, ScopeTree tree) {
        this.figures = figures;
        this.tree = tree;
    }

    /** Months without demand have no row; {@code nodeId} and {@code regionId} include what lies below them. */
    @GetMapping
    @PreAuthorize("hasAnyRole('HQ', 'REGIONAL_MANAGER', 'DEALER', 'OUTLET', 'SERVICE')")
    Page<MonthlyDemand> monthly(
            Caller caller,
            @RequestParam @Nullable String sku,
            @RequestParam @Nullable String nodeId,
            @RequestParam @Nullable String regionId,
            @RequestParam @Nullable Channel channel,
            @RequestParam @Nullable YearMonth from,
            @RequestParam @Nullable YearMonth to,
            @RequestParam(defaultValue = "NONE") DemandBreakdown by,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String after) {
        if (from != null && to != null && from.isAfter(to)) {
            throw Refusal.badRequest("from", "must not be after 'to'");
        }
        if (nodeId != null && regionId != null) {
            throw Refusal.badRequest("nodeId", "cannot be combined with regionId: give one of them");
        }
        int rows = limit == null ? Page.MAX_LIMIT : Page.limit(limit);
        String under = nodeId != null ? nodeId : regionId;
        DemandQuery query = new DemandQuery(
                tree.scopeOf(caller),
                under == null ? Scope.everything() : tree.below(under),
                sku,
                channel,
                from,
                to,
                by);
        List<MonthlyDemand> rest = figures.monthly(query).stream()
                .filter(row -> after == null || cursor(row).compareTo(after) > 0)
                .limit(rows + 1L)
                .toList();
        return Page.of(rest, rows, DemandController::cursor);
    }

    private static String cursor(MonthlyDemand row) {
        return row.month() + "/" + row.key();
    }
}
