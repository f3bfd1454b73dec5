package org.qudao.forecast.forecasting;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.model.ForecastRun;
import org.qudao.platform.security.Caller;
import org.qudao.platform.web.Page;
import org.qudao.platform.web.Refusal;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Starts runs and shows how far they are. */
@RestController
@RequestMapping("/api/v1/forecast-runs")
class ForecastRunController {
    private final StartForecastRun startRun;
    private final ForecastRuns runs;
    private final int horizonMonths;

    ForecastRunController(
            StartForecastRun startRun,
            ForecastRuns runs,
            @Value("${qudao.forecast.horizon-months}") int horizonMonths) {
        this.startRun = startRun;
        this.runs = runs;
        this.horizonMonths = horizonMonths;
    }

    /** @param horizonMonths as configured unless given (6 by default) */
    record RunRequest(@Nullable YearMonth asOf, @Nullable @Min(1) @Max(36) Integer horizonMonths) {}

    @PostMapping
    @ApiResponse(responseCode = "202", description = "Accepted", useReturnTypeSchema = true)
    @PreAuthorize("hasAnyRole('HQ', 'SERVICE')")
    ResponseEntity<ForecastRun> start(
            Caller caller, @Valid @RequestBody(required = false) @Nullable RunRequest request) {
        YearMonth asOf = request == null ? null : request.asOf();
        Integer horizon = request == null ? null : request.horizonMonths();
        ForecastRun run = startRun.start(asOf, horizon == null ? horizonMonths : horizon, caller.subject());
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/forecast-runs/" + run.id()))
                .body(run);
    }

    @GetMapping("/{id}")
    @PreAuthorize("hasAnyRole('HQ', 'REGIONAL_MANAGER', 'SERVICE')")
    ForecastRun run(@PathVariable String id) {
        return runs.find(id).orElseThrow(() -> Refusal.notFound("forecast run", id));
    }

    /** The latest first. */
    @GetMapping
    @PreAuthorize("hasAnyRole('HQ', 'REGIONAL_MANAGER', 'SERVICE')")
    Page<ForecastRun> list(@RequestParam @Nullable String after, @RequestParam @Nullable Integer limit) {
        int rows = Page.limit(limit);
        return Page.of(runs.list(after, rows + 1), rows, ForecastRun::id);
    }
}
