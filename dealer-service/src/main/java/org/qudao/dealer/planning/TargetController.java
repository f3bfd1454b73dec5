package org.qudao.dealer.planning;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qudao.dealer.targets.Measure;
import org.qudao.dealer.targets.OwnerKind;
import org.qudao.dealer.targets.Period;
import org.qudao.dealer.targets.Target;
import org.qudao.dealer.targets.TargetPlan;
import org.qudao.platform.security.Caller;
import org.qudao.platform.web.FieldError;
import org.qudao.platform.web.Ids;
import org.qudao.platform.web.Page;
import org.qudao.platform.web.Refusal;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/targets")
@Tag(name = "Targets", description = "Targets of nodes and salespeople")
class TargetController {
    private static final LocalDate EARLIEST = LocalDate.of(1, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(9999, 12, 31);
    private final SetTarget setTarget;
    private final BrowseTargets browseTargets;

    TargetController(SetTarget setTarget, BrowseTargets browseTargets) {
        this.setTarget = setTarget;
        this.browseTargets = browseTargets;
    }

    record TargetRequest(
            @Nullable @Pattern(regexp = Ids.PATTERN, message = Ids.RULE) String id,
            @NotNull OwnerKind ownerKind,
            @NotNull @Pattern(regexp = Ids.PATTERN, message = Ids.RULE) String ownerId,
            @NotNull LocalDate periodStart,
            @NotNull LocalDate periodEnd,
            @NotNull Measure measure,
            @Nullable @Size(min = 1, max = 100) String productLine,
            @NotNull BigDecimal amount) {
        Target target() {
            String targetId = id != null
                    ? id
                    : Target.derivedId(ownerKind, ownerId, periodStart, periodEnd, measure, productLine);
            return new Target(targetId, ownerKind, ownerId, periodStart, periodEnd, measure, productLine, amount);
        }
    }

    @PostMapping
    @PreAuthorize("hasAnyRole('HQ','SERVICE','REGIONAL_MANAGER')")
    @Operation(
            summary = "Set a target",
            description =
                    "The same owner, period, measure and product line again replaces the amount. REVENUE is in cents at the"
                            + " finest, QUANTITY in whole pieces. No product line means all of them.")
    ResponseEntity<Target> set(Caller caller, @Valid @RequestBody TargetRequest request) {
        List<FieldError> errors = new ArrayList<>();
        if (request.periodEnd().isBefore(request.periodStart())) {
            errors.add(new FieldError("periodEnd", "must not be before periodStart"));
        } else if (request.periodStart().plusDays(Target.LONGEST_PERIOD_DAYS).isBefore(request.periodEnd())) {
            errors.add(new FieldError("periodEnd", "must be at most ten years after periodStart"));
        }
        if (TargetPlan.units(request.amount(), request.measure()).isEmpty()) {
            errors.add(new FieldError("amount", amountRule(request.measure())));
        }
        if (!errors.isEmpty()) {
            throw Refusal.badRequest(errors);
        }
        SetTarget.Result result = setTarget.set(caller, request.target());
        return result.created()
                ? ResponseEntity.created(URI.create(
                                "/api/v1/targets?ownerId=" + result.target().ownerId()))
                        .body(result.target())
                : ResponseEntity.ok(result.target());
    }

    static String amountRule(Measure measure) {
        return "must be 0 to %s with at most %d decimals"
                .formatted(TargetPlan.LARGEST_TOTAL.toPlainString(), measure.decimals());
    }

    @GetMapping
    @PreAuthorize("hasAnyRole('HQ','SERVICE','REGIONAL_MANAGER','DEALER','OUTLET')")
    @Operation(
            summary = "Explicit targets whose period touches from..to",
            description = "Plans are under target-plans.")
    Page<Target> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String ownerId,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        LocalDate first = from == null ? EARLIEST : from;
        LocalDate last = to == null ? LATEST : to;
        if (last.isBefore(first)) {
            throw Refusal.badRequest("to", "must not be before from");
        }
        return browseTargets.list(caller, ownerId, new Period(first, last), after, Page.limit(limit));
    }
}
