package org.qudao.forecast.forecasting;

import org.jspecify.annotations.Nullable;
import org.qudao.forecast.model.Channel;
import org.qudao.forecast.model.TotalForecast;
import org.qudao.forecast.model.TotalLevel;
import org.qudao.platform.security.Caller;
import org.qudao.platform.security.Scope;
import org.qudao.platform.security.ScopeTree;
import org.qudao.platform.web.Page;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows forecasts of totals; a regional manager sees those of the region. */
@RestController
@RequestMapping("/api/v1/forecast-totals")
class ForecastTotalController {
    private final ForecastTotals totals;
    private final ScopeTree tree;

    ForecastTotalController(ForecastTotals totals, ScopeTree tree) {
        this.totals = totals;
        this.tree = tree;
    }

    /** {@code regionId} includes the regions below it. */
    @GetMapping
    @PreAuthorize("hasAnyRole('HQ', 'REGIONAL_MANAGER', 'SERVICE')")
    Page<TotalForecast> list(
            Caller caller,
            @RequestParam @Nullable TotalLevel level,
            @RequestParam @Nullable String sku,
            @RequestParam @Nullable String regionId,
            @RequestParam @Nullable Channel channel,
            @RequestParam @Nullable String after,
            @RequestParam @Nullable Integer limit) {
        int rows = Page.limit(limit);
        Scope under = regionId == null ? Scope.everything() : tree.below(regionId);
        return Page.of(
                totals.list(tree.scopeOf(caller), under, level, sku, channel, after, rows + 1),
                rows,
                TotalForecast::id);
    }
}
