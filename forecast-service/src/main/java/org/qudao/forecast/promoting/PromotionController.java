package org.qudao.forecast.promoting;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.model.Promotion;
import org.qudao.forecast.model.Promotions;
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

/** The calendar of promotions, kept by headquarters. */
@RestController
@RequestMapping("/api/v1/promotions")
class PromotionController {
    private static final int LONGEST_DAYS = 366;

    private final PlanPromotion planPromotion;
    private final Promotions promotions;
    private final Clock clock;

    PromotionController(PlanPromotion planPromotion, Promotions promotions, Clock clock) {
        this.planPromotion = planPromotion;
        this.promotions = promotions;
        this.clock = clock;
    }

    /**
     * For a product or a category, one of them.
     *
     * @param nodeId node with everything below it; without it the whole network
     * @param to last day
     * @param depth of a price cut, as a share of the price
     */
    record PromotionRequest(
            @NotBlank @Size(max = 200) String name,
            @NotNull Promotion.Kind kind,
            @Nullable @Size(min = 1, max = 64) String sku,
            @Nullable @Size(min = 1, max = 100) String category,
            @Nullable @Size(min = 1, max = 64) String nodeId,
            @NotNull LocalDate from,
            @NotNull LocalDate to,
            @Nullable @DecimalMin("0.01") @DecimalMax("0.95") Double depth) {

        Promotion promotion(String id, String by, Instant at) {
            if ((sku == null) == (category == null)) {
                throw Refusal.badRequest("sku", "give either a product or a category");
            }
            if (to.isBefore(from) || ChronoUnit.DAYS.between(from, to) >= LONGEST_DAYS) {
                throw Refusal.badRequest("to", "must not be before 'from' nor more than a year after it");
            }
            if ((depth != null) != (kind == Promotion.Kind.PRICE_CUT)) {
                throw Refusal.badRequest("depth", "belongs to a PRICE_CUT, and only to it");
            }
            return new Promotion(id, name, kind, sku, category, nodeId, from, to, depth, by, at);
        }
    }

    @PutMapping("/{id}")
    @PreAuthorize("hasRole('HQ')")
    Promotion put(Caller caller, @PathVariable String id, @Valid @RequestBody PromotionRequest given) {
        if (!Ids.valid(id)) {
            throw Refusal.badRequest("id", Ids.RULE);
        }
        return planPromotion.plan(
                given.promotion(id, caller.subject(), clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }

    /** Removing what is not there changes nothing. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PreAuthorize("hasRole('HQ')")
    void remove(@PathVariable String id) {
        promotions.remove(id);
    }

    @GetMapping("/{id}")
    @PreAuthorize("hasAnyRole('HQ', 'SERVICE')")
    Promotion promotion(@PathVariable String id) {
        return promotions.find(id).orElseThrow(() -> Refusal.notFound("promotion", id));
    }

    /** @param on a day on which they run */
    @GetMapping
    @PreAuthorize("hasAnyRole('HQ', 'SERVICE')")
    Page<Promotion> list(
            @RequestParam @Nullable LocalDate on,
            @RequestParam @Nullable String after,
            @RequestParam @Nullable Integer limit) {
        int rows = Page.limit(limit);
        return Page.of(promotions.list(on, after, rows + 1), rows, Promotion::id);
    }
}
