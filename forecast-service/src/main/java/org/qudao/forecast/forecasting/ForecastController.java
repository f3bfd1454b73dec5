package org.qudao.forecast.forecasting;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.engine.Accuracy;
import org.qudao.forecast.engine.Member;
import org.qudao.forecast.engine.Route;
import org.qudao.forecast.model.Channel;
import org.qudao.forecast.model.MonthPoint;
import org.qudao.forecast.model.OverrideOutcome;
import org.qudao.forecast.model.SeriesForecast;
import org.qudao.forecast.model.SumQuantile;
import org.qudao.forecast.model.UsedDriver;
import org.qudao.platform.security.Caller;
import org.qudao.platform.security.Scope;
import org.qudao.platform.security.ScopeTree;
import org.qudao.platform.web.Page;
import org.qudao.platform.web.Refusal;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows forecasts; a series belongs to a region, so dealers and outlets see none. */
@RestController
@RequestMapping("/api/v1/forecasts")
class ForecastController {
    private final Forecasts forecasts;
    private final ScopeTree tree;

    ForecastController(Forecasts forecasts, ScopeTree tree) {
        this.forecasts = forecasts;
        this.tree = tree;
    }

    /** One line of the list. */
    record Summary(
            String id,
            String sku,
            String regionId,
            Channel channel,
            YearMonth asOf,
            String model,
            Route route,
            List<MonthPoint> points) {
        static Summary of(SeriesForecast f) {
            return new Summary(
                    f.id(),
                    f.key().sku(),
                    f.key().regionId(),
                    f.key().channel(),
                    f.asOf(),
                    f.model(),
                    f.route(),
                    f.points());
        }
    }

    record MonthQuantity(YearMonth month, long quantity) {}

    /**
     * Everything about one series.
     *
     * @param deviations standard deviations of the forecast error of the next 1, 2, … months together
     * @param quantiles of the demand of such sums; replenishment takes its safety stock from them
     */
    record Detail(
            String id,
            String sku,
            String regionId,
            Channel channel,
            String runId,
            YearMonth asOf,
            String model,
            Route route,
            String reason,
            List<Member> members,
            Accuracy accuracy,
            List<MonthQuantity> history,
            List<MonthPoint> points,
            List<Double> deviations,
            List<SumQuantile> quantiles,
            List<UsedDriver> drivers,
            List<OverrideOutcome> overrides) {
        static Detail of(SeriesForecast f) {
            List<MonthQuantity> history = new ArrayList<>(f.history().size());
            YearMonth first = f.asOf().minusMonths(f.history().size() - 1L);
            for (int t = 0; t < f.history().size(); t++) {
                history.add(new MonthQuantity(first.plusMonths(t), f.history().get(t)));
            }
            return new Detail(
                    f.id(),
                    f.key().sku(),
                    f.key().regionId(),
                    f.key().channel(),
                    f.runId(),
                    f.asOf(),
                    f.model(),
                    f.route(),
                    f.reason(),
                    f.members(),
                    f.accuracy(),
                    history,
                    f.points(),
                    f.deviations(),
                    f.quantiles(),
                    f.drivers(),
                    f.outcomes());
        }
    }

    /** {@code regionId} includes the regions below it. */
    @GetMapping
    @PreAuthorize("hasAnyRole('HQ', 'REGIONAL_MANAGER', 'SERVICE')")
    Page<Summary> list(
            Caller caller,
            @RequestParam @Nullable String regionId,
            @RequestParam @Nullable Channel channel,
            @RequestParam @Nullable String sku,
            @RequestParam @Nullable String after,
            @RequestParam @Nullable Integer limit) {
        int rows = Page.limit(limit);
        Scope regions = tree.scopeOf(caller);
        Scope under = regionId == null ? Scope.everything() : tree.below(regionId);
        List<SeriesForecast> found = forecasts.list(regions, under, channel, sku, after, rows + 1);
        return Page.of(found, rows, SeriesForecast::id).map(Summary::of);
    }

    @GetMapping("/{seriesId}")
    @PreAuthorize("hasAnyRole('HQ', 'REGIONAL_MANAGER', 'SERVICE')")
    Detail series(Caller caller, @PathVariable String seriesId) {
        return forecasts
                .find(tree.scopeOf(caller), seriesId)
                .map(Detail::of)
                .orElseThrow(() -> Refusal.notFound("forecast", seriesId));
    }
}
