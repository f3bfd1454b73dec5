package org.qudao.dealer.planning;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.qudao.dealer.network.Node;
import org.qudao.dealer.network.NodeTree;
import org.qudao.dealer.network.Nodes;
import org.qudao.dealer.targets.Measure;
import org.qudao.dealer.targets.PlanStatus;
import org.qudao.dealer.targets.TargetPlan;
import org.qudao.dealer.targets.TargetPlans;
import org.qudao.platform.security.Caller;
import org.qudao.platform.security.Scope;
import org.qudao.platform.security.ScopeTree;
import org.qudao.platform.web.Ids;
import org.qudao.platform.web.Page;
import org.qudao.platform.web.Refusal;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/target-plans")
@Tag(name = "Target plans", description = "A year's target from headquarters down to dealers and months")
class TargetPlanController {
    private static final String PREVIEW = "preview";
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2200;
    private final MakePlan makePlan;
    private final PublishPlan publishPlan;
    private final DecomposeTarget decomposeTarget;
    private final TargetPlans plans;
    private final Nodes nodes;
    private final ScopeTree scopes;

    TargetPlanController(
            MakePlan makePlan,
            PublishPlan publishPlan,
            DecomposeTarget decomposeTarget,
            TargetPlans plans,
            Nodes nodes,
            ScopeTree scopes) {
        this.makePlan = makePlan;
        this.publishPlan = publishPlan;
        this.decomposeTarget = decomposeTarget;
        this.plans = plans;
        this.nodes = nodes;
        this.scopes = scopes;
    }

    record PlanRequest(
            @NotNull @Pattern(regexp = Ids.PATTERN, message = Ids.RULE) String id,
            @Min(FIRST_YEAR) @Max(LAST_YEAR) int year,
            @NotNull Measure measure,
            @Nullable @Size(min = 1, max = 100) String productLine,
            @NotNull BigDecimal total,
            @Min(FIRST_YEAR) @Max(LAST_YEAR) int basisYear) {
        DecomposeTarget.Wanted wanted() {
            return new DecomposeTarget.Wanted(
                    id,
                    year,
                    measure,
                    productLine,
                    total,
                    TargetPlan.units(total, measure)
                            .orElseThrow(() -> Refusal.badRequest("total", TargetController.amountRule(measure))),
                    basisYear);
        }
    }

    /** A plan without its nodes. */
    record PlanSummary(
            String id,
            int year,
            Measure measure,
            @Nullable String productLine,
            BigDecimal total,
            int basisYear,
            PlanStatus status) {}

    @PostMapping
    @PreAuthorize("hasAnyRole('HQ','SERVICE')")
    @Operation(
            summary = "Decompose a yearly target into a draft",
            description =
                    "The total is split region by region, dealer by dealer and month by month by what was sold in the basis"
                            + " year; equally where nothing was sold. Parts are whole cents or pieces (largest remainder), and every level"
                            + " adds up exactly. The same request again answers the same plan.")
    ResponseEntity<PlanView> make(Caller caller, @Valid @RequestBody PlanRequest request) {
        if (request.id().equals(PREVIEW)) {
            throw Refusal.badRequest("id", "'preview' is taken by the preview");
        }
        TargetPlan plan = makePlan.make(caller.subject(), request.wanted());
        return ResponseEntity.created(URI.create("/api/v1/target-plans/" + plan.id()))
                .body(whole(plan.id(), plan, plans.publication(plan.slot()).statusOf(plan.id())));
    }

    @GetMapping("/" + PREVIEW)
    @PreAuthorize("hasAnyRole('HQ','SERVICE')")
    @Operation(summary = "What a plan would look like; stores nothing")
    PlanView preview(
            Caller caller,
            @RequestParam @Min(FIRST_YEAR) @Max(LAST_YEAR) int year,
            @RequestParam Measure measure,
            @RequestParam(required = false) @Nullable String productLine,
            @RequestParam BigDecimal total,
            @RequestParam @Min(FIRST_YEAR) @Max(LAST_YEAR) int basisYear) {
        PlanRequest request = new PlanRequest(PREVIEW, year, measure, productLine, total, basisYear);
        return whole(null, decomposeTarget.decompose(caller.subject(), request.wanted()), PlanStatus.DRAFT);
    }

    @GetMapping
    @PreAuthorize("hasAnyRole('HQ','SERVICE')")
    @Operation(summary = "The plans without their nodes, newest first")
    Page<PlanSummary> list(
            Caller caller,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        int size = Page.limit(limit);
        TargetPlan last = after == null
                ? null
                : plans.find(after)
                        .orElseThrow(
                                () -> Refusal.badRequest("after", "must be the value of 'next' of the page before"));
        return Page.of(plans.overview(last, size + 1), size, TargetPlan::id)
                .map(plan -> new PlanSummary(
                        plan.id(),
                        plan.year(),
                        plan.measure(),
                        plan.productLine(),
                        plan.total(),
                        plan.basisYear(),
                        plans.publication(plan.slot()).statusOf(plan.id())));
    }

    @GetMapping("/{id}")
    @PreAuthorize("hasAnyRole('HQ','SERVICE','REGIONAL_MANAGER','DEALER','OUTLET')")
    @Operation(
            summary = "A plan with its nodes",
            description = "Headquarters sees drafts; everybody else what was published, for the own node and below."
                    + " `under` takes a subtree.")
    PlanView find(Caller caller, @PathVariable String id, @RequestParam(required = false) @Nullable String under) {
        Scope scope = scopes.scopeOf(caller);
        TargetPlan plan = plans.find(id).orElseThrow(() -> Refusal.notFound("target plan", id));
        PlanStatus status = plans.publication(plan.slot()).statusOf(id);
        if (status == PlanStatus.DRAFT && !caller.seesEverything()) {
            throw Refusal.notFound("target plan", id);
        }
        NodeTree tree = new NodeTree(nodes.all());
        Predicate<String> visible = scope::includes;
        if (under != null) {
            if (!scope.includes(under) || tree.find(under).isEmpty()) {
                throw Refusal.notFound("node", under);
            }
            Set<String> below = tree.subtree(under).stream().map(Node::id).collect(Collectors.toSet());
            visible = visible.and(below::contains);
        }
        return PlanView.of(id, plan, status, tree, scope.isEverything(), visible);
    }

    @PostMapping("/{id}/publish")
    @PreAuthorize("hasAnyRole('HQ','SERVICE')")
    @Operation(
            summary = "Let a plan count",
            description =
                    "Of a year, measure and product line one plan counts; publishing replaces it at once. A superseded plan"
                            + " can be published again.")
    PlanSummary publish(Caller caller, @PathVariable String id) {
        PlanStatus status = publishPlan.publish(caller.subject(), id).statusOf(id);
        TargetPlan plan = plans.find(id).orElseThrow(() -> Refusal.notFound("target plan", id));
        return new PlanSummary(
                id, plan.year(), plan.measure(), plan.productLine(), plan.total(), plan.basisYear(), status);
    }

    private PlanView whole(@Nullable String id, TargetPlan plan, PlanStatus status) {
        return PlanView.of(id, plan, status, new NodeTree(nodes.all()), true, node -> true);
    }
}
