package org.qudao.forecast.overriding;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.model.OverrideOutcome;
import org.qudao.forecast.model.SeriesForecast;
import org.qudao.platform.security.Caller;
import org.qudao.platform.security.Scope;
import org.qudao.platform.security.ScopeTree;
import org.qudao.platform.web.Page;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Overrides of headquarters and of regional managers for their region. */
@RestController
@RequestMapping("/api/v1")
class OverrideController {
    private final OverrideForecast overrideForecast;
    private final WithdrawOverride withdrawOverride;
    private final OverridableForecasts forecasts;
    private final ScopeTree tree;

    OverrideController(
            OverrideForecast overrideForecast,
            WithdrawOverride withdrawOverride,
            OverridableForecasts forecasts,
            ScopeTree tree) {
        this.overrideForecast = overrideForecast;
        this.withdrawOverride = withdrawOverride;
        this.forecasts = forecasts;
        this.tree = tree;
    }

    record OverrideRequest(
            @NotNull @DecimalMin("0") @DecimalMax("1000000000") Double units,
            @NotBlank @Size(max = 500) String reason) {}

    /** The overrides of one series, with actuals where the month is over. */
    record Overridden(String id, String sku, String regionId, List<OverrideOutcome> overrides) {
        static Overridden of(SeriesForecast forecast) {
            return new Overridden(
                    forecast.id(), forecast.key().sku(), forecast.key().regionId(), forecast.outcomes());
        }
    }

    @PutMapping("/forecasts/{seriesId}/overrides/{month}")
    @PreAuthorize("hasAnyRole('HQ', 'REGIONAL_MANAGER')")
    Overridden override(
            Caller caller,
            @PathVariable String seriesId,
            @PathVariable YearMonth month,
            @Valid @RequestBody OverrideRequest given) {
        return Overridden.of(overrideForecast.override(
                tree.scopeOf(caller), seriesId, month, given.units(), given.reason(), caller.subject()));
    }

    @DeleteMapping("/forecasts/{seriesId}/overrides/{month}")
    @PreAuthorize("hasAnyRole('HQ', 'REGIONAL_MANAGER')")
    Overridden withdraw(Caller caller, @PathVariable String seriesId, @PathVariable YearMonth month) {
        return Overridden.of(withdrawOverride.withdraw(tree.scopeOf(caller), seriesId, month));
    }

    /** {@code regionId} includes the regions below it. */
    @GetMapping("/forecast-overrides")
    @PreAuthorize("hasAnyRole('HQ', 'REGIONAL_MANAGER', 'SERVICE')")
    Page<Overridden> list(
            Caller caller,
            @RequestParam @Nullable String regionId,
            @RequestParam @Nullable String sku,
            @RequestParam @Nullable String after,
            @RequestParam @Nullable Integer limit) {
        int rows = Page.limit(limit);
        return Page.of(
                        forecasts.overridden(tree.scopeOf(caller), under(regionId), sku, after, rows + 1),
                        rows,
                        SeriesForecast::id)
                .map(Overridden::of);
    }

    @GetMapping("/forecast-overrides/value-added")
    @PreAuthorize("hasAnyRole('HQ', 'REGIONAL_MANAGER', 'SERVICE')")
    ValueAdded valueAdded(Caller caller, @RequestParam @Nullable String regionId, @RequestParam @Nullable String sku) {
        ValueAdded.Sum sum = new ValueAdded.Sum();
        forecasts.readOverridden(tree.scopeOf(caller), under(regionId), sku, forecast -> forecast.outcomes()
                .forEach(sum::add));
        return sum.result();
    }

    private Scope under(@Nullable String regionId) {
        return regionId == null ? Scope.everything() : tree.below(regionId);
    }
}
