package org.qudao.forecast.replenishing;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.engine.replenishment.Distribution;
import org.qudao.forecast.engine.replenishment.Policy;
import org.qudao.forecast.model.Proposal;
import org.qudao.forecast.model.ProposalState;
import org.qudao.platform.security.Caller;
import org.qudao.platform.web.Page;
import org.qudao.platform.web.Refusal;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Replenishment is headquarters' business. */
@RestController
@RequestMapping("/api/v1/replenishment-proposals")
class ReplenishmentController {
    private final CalculateProposals calculateProposals;
    private final AcceptProposal acceptProposal;
    private final DismissProposal dismissProposal;
    private final Proposals proposals;
    private final ReplenishmentDefaults defaults;

    ReplenishmentController(
            CalculateProposals calculateProposals,
            AcceptProposal acceptProposal,
            DismissProposal dismissProposal,
            Proposals proposals,
            ReplenishmentDefaults defaults) {
        this.calculateProposals = calculateProposals;
        this.acceptProposal = acceptProposal;
        this.dismissProposal = dismissProposal;
        this.proposals = proposals;
        this.defaults = defaults;
    }

    /**
     * What is left out comes from the configuration.
     *
     * @param leadTimeDeviationDays standard deviation of the lead time
     * @param serviceLevel probability of no stock-out per cycle, such as 0.95
     * @param regionIds regions that the place serves alone, with all below them
     */
    record Parameters(
            @Nullable @Min(0) @Max(730) Integer leadTimeDays,
            @Nullable @DecimalMin("0") @DecimalMax("730") Double leadTimeDeviationDays,
            @Nullable @Min(0) @Max(730) Integer reviewPeriodDays,
            @Nullable @DecimalMin("0.5") @DecimalMax("0.9999") Double serviceLevel,
            @Nullable @Min(1) @Max(1_000_000) Integer orderMultiple,
            @Nullable @Min(0) @Max(10_000_000) Integer minimumQuantity,
            @Nullable Distribution distribution,
            @Nullable @Size(max = 200) Set<@NotNull @Size(max = 64) String> regionIds) {
        static final Parameters NONE = new Parameters(null, null, null, null, null, null, null, null);
    }

    record Dismissal(@NotBlank @Size(max = 500) String reason) {}

    @PostMapping("/calculate")
    @PreAuthorize("hasAnyRole('HQ', 'SERVICE')")
    CalculateProposals.Outcome calculate(
            @RequestParam @Nullable String place, @Valid @RequestBody(required = false) @Nullable Parameters given) {
        Parameters p = given == null ? Parameters.NONE : given;
        Set<String> regions = p.regionIds() == null ? Set.of() : p.regionIds();
        if (!regions.isEmpty() && place == null) {
            throw Refusal.badRequest("regionIds", "needs 'place': the warehouse that serves these regions");
        }
        Policy policy = defaults.with(
                p.leadTimeDays(),
                p.leadTimeDeviationDays(),
                p.reviewPeriodDays(),
                p.serviceLevel(),
                p.orderMultiple(),
                p.minimumQuantity(),
                p.distribution());
        return calculateProposals.calculate(place, regions, policy);
    }

    @GetMapping
    @PreAuthorize("hasAnyRole('HQ', 'SERVICE')")
    Page<Proposal> list(
            @RequestParam @Nullable String place,
            @RequestParam @Nullable String sku,
            @RequestParam @Nullable ProposalState state,
            @RequestParam @Nullable String after,
            @RequestParam @Nullable Integer limit) {
        int rows = Page.limit(limit);
        return Page.of(proposals.list(place, sku, state, after, rows + 1), rows, Proposal::id);
    }

    @GetMapping("/{id}")
    @PreAuthorize("hasAnyRole('HQ', 'SERVICE')")
    Proposal proposal(@PathVariable String id) {
        return proposals.find(id).orElseThrow(() -> Refusal.notFound("proposal", id));
    }

    @PostMapping("/{id}/accept")
    @PreAuthorize("hasRole('HQ')")
    Proposal accept(Caller caller, @PathVariable String id) {
        return acceptProposal.accept(id, caller.subject());
    }

    @PostMapping("/{id}/dismiss")
    @PreAuthorize("hasRole('HQ')")
    Proposal dismiss(Caller caller, @PathVariable String id, @Valid @RequestBody Dismissal dismissal) {
        return dismissProposal.dismiss(id, dismissal.reason(), caller.subject());
    }
}
