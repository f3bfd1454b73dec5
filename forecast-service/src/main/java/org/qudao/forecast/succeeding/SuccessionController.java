package org.qudao.forecast.succeeding;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Clock;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.model.ProductSuccession;
import org.qudao.forecast.model.Successions;
import org.qudao.platform.security.Caller;
import org.qudao.platform.web.Ids;
import org.qudao.platform.web.Page;
import org.qudao.platform.web.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Which products replace which, kept by headquarters. */
@RestController
@RequestMapping("/api/v1/successions")
class SuccessionController {

    private final PlanSuccession planSuccession;
    private final Successions successions;
    private final Clock clock;

    SuccessionController(PlanSuccession planSuccession, Successions successions, Clock clock) {
        this.planSuccession = planSuccession;
        this.successions = successions;
        this.clock = clock;
    }

    /**
     * @param factor units that replace one of the predecessor; 1 unless given
     * @param from month in which the product is sold first
     * @param phaseInMonths months until it has all of the demand; 1, at once, unless given
     */
    record SuccessionRequest(
            @NotNull @Pattern(regexp = Ids.PATTERN, message = Ids.RULE) String predecessor,
            @Nullable @DecimalMin("0.001") @DecimalMax("1000") Double factor,
            @NotNull YearMonth from,
            @Nullable @Min(1) @Max(36) Integer phaseInMonths) {}

    @PutMapping("/{sku}")
    @PreAuthorize("hasRole('HQ')")
    ProductSuccession put(Caller caller, @PathVariable String sku, @Valid @RequestBody SuccessionRequest given) {
        if (!Ids.valid(sku)) {
            throw Refusal.badRequest("sku", Ids.RULE);
        }
        if (sku.equals(given.predecessor())) {
            throw Refusal.badRequest("predecessor", "must be another product");
        }
        return planSuccession.plan(new ProductSuccession(
                sku,
                given.predecessor(),
                Objects.requireNonNullElse(given.factor(), 1.0),
                given.from(),
                Objects.requireNonNullElse(given.phaseInMonths(), 1),
                caller.subject(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }

    /** Removing what is not there changes nothing. */
    @DeleteMapping("/{sku}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PreAuthorize("hasRole('HQ')")
    void remove(@PathVariable String sku) {
        successions.remove(sku);
    }

    /** By the successor's product. */
    @GetMapping
    @PreAuthorize("hasAnyRole('HQ', 'SERVICE')")
    Page<ProductSuccession> list(@RequestParam @Nullable String after, @RequestParam @Nullable Integer limit) {
        int rows = Page.limit(limit);
        List<ProductSuccession> found = successions.list(after, rows + 1);
        return Page.of(found, rows, ProductSuccession::sku);
    }
}
