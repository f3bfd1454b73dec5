package org.qudao.forecast.replenishing;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.engine.replenishment.Distribution;
import org.qudao.forecast.engine.replenishment.Policy;
import org.qudao.platform.web.Refusal;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Replenishes a warehouse together with those that it supplies. */
@RestController
@RequestMapping("/api/v1/replenishment-proposals/calculate-network")
class NetworkReplenishmentController {
    private static final double HOLDING_SHARE = 0.8;

    private final CalculateNetworkProposals calculateNetworkProposals;
    private final ReplenishmentDefaults defaults;

    NetworkReplenishmentController(
            CalculateNetworkProposals calculateNetworkProposals, ReplenishmentDefaults defaults) {
        this.calculateNetworkProposals = calculateNetworkProposals;
        this.defaults = defaults;
    }

    /**
     * A warehouse; what is left out comes from the configuration.
     *
     * @param regionIds regions whose customers it serves itself, with all below them
     * @param leadTimeDays from its supplier, which for a lower warehouse is the upper one
     */
    record PlaceParameters(
            @NotBlank @Size(max = 100) String place,
            @Nullable @Size(max = 200) Set<@NotNull @Size(max = 64) String> regionIds,
            @Nullable @Min(0) @Max(730) Integer leadTimeDays,
            @Nullable @DecimalMin("0") @DecimalMax("730") Double leadTimeDeviationDays,
            @Nullable @Min(0) @Max(730) Integer reviewPeriodDays,
            @Nullable @DecimalMin("0.5") @DecimalMax("0.9999") Double serviceLevel,
            @Nullable @Min(1) @Max(1_000_000) Integer orderMultiple,
            @Nullable @Min(0) @Max(10_000_000) Integer minimumQuantity,
            @Nullable Distribution distribution) {

        boolean servesRegions() {
            return regionIds != null && !regionIds.isEmpty();
        }

        CalculateNetworkProposals.Place with(ReplenishmentDefaults defaults) {
            return new CalculateNetworkProposals.Place(
                    place,
                    Objects.requireNonNullElse(regionIds, Set.of()),
                    defaults.with(
                            leadTimeDays,
                            leadTimeDeviationDays,
                            reviewPeriodDays,
                            serviceLevel,
                            orderMultiple,
                            minimumQuantity,
                            distribution));
        }
    }

    /** How dealers or outlets are supplied; what is left out comes from the configuration. */
    record NodeParameters(
            @Nullable @Min(0) @Max(730) Integer leadTimeDays,
            @Nullable @DecimalMin("0") @DecimalMax("730") Double leadTimeDeviationDays,
            @Nullable @Min(0) @Max(730) Integer reviewPeriodDays,
            @Nullable @DecimalMin("0.5") @DecimalMax("0.9999") Double serviceLevel,
            @Nullable @Min(1) @Max(1_000_000) Integer orderMultiple,
            @Nullable @Min(0) @Max(10_000_000) Integer minimumQuantity,
            @Nullable Distribution distribution) {

        Policy with(ReplenishmentDefaults defaults) {
            return defaults.with(
                    leadTimeDays,
                    leadTimeDeviationDays,
                    reviewPeriodDays,
                    serviceLevel,
                    orderMultiple,
                    minimumQuantity,
                    distribution);
        }
    }

    /**
     * @param lower may be missing when {@code dealers} is given
     * @param dealers makes dealers and outlets that report sell-out echelons of their own
     * @param outlets as {@code dealers} unless given
     * @param holdingShare cost of holding a unit at a place over that at those it supplies; 0.8 unless given
     */
    record NetworkParameters(
            @Valid @NotNull PlaceParameters upper,
            @Nullable @Valid @Size(max = 50) List<@NotNull PlaceParameters> lower,
            @Nullable @Valid NodeParameters dealers,
            @Nullable @Valid NodeParameters outlets,
            @Nullable @DecimalMin("0.01") @DecimalMax("0.99") Double holdingShare) {

        List<PlaceParameters> lowerPlaces() {
            return Objects.requireNonNullElse(lower, List.of());
        }

        CalculateNetworkProposals.Terms terms(ReplenishmentDefaults defaults) {
            Policy ofDealers = dealers == null ? null : dealers.with(defaults);
            return new CalculateNetworkProposals.Terms(
                    Objects.requireNonNullElse(holdingShare, HOLDING_SHARE),
                    ofDealers,
                    outlets == null ? ofDealers : outlets.with(defaults));
        }
    }

    @PostMapping
    @PreAuthorize("hasAnyRole('HQ', 'SERVICE')")
    CalculateNetworkProposals.Outcome calculate(@Valid @RequestBody NetworkParameters given) {
        if (given.lowerPlaces().isEmpty() && given.dealers() == null) {
            throw Refusal.badRequest("lower", "names no place, and dealers are not given either");
        }
        Set<String> places = new HashSet<>(Set.of(given.upper().place()));
        boolean serving = given.upper().servesRegions();
        for (PlaceParameters lower : given.lowerPlaces()) {
            if (!places.add(lower.place())) {
                throw Refusal.badRequest("lower", "names " + lower.place() + " twice");
            }
            serving |= lower.servesRegions();
        }
        if (!serving) {
            throw Refusal.badRequest("regionIds", "no place serves a region");
        }
        return calculateNetworkProposals.calculate(
                given.upper().with(defaults),
                given.lowerPlaces().stream().map(lower -> lower.with(defaults)).toList(),
                given.terms(defaults));
    }
}
