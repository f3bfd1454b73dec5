package org.qudao.dealer.staffing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.qudao.dealer.people.Assignment;
import org.qudao.dealer.people.Salesperson;
import org.qudao.platform.security.Caller;
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
@RequestMapping("/api/v1/salespeople")
@Tag(name = "Salespeople", description = "The company's own sales force and its regions over time")
class SalespersonController {
    private final EnterSalesperson enterSalesperson;
    private final AssignSalesperson assignSalesperson;
    private final StaffDirectory staff;
    private final ScopeTree scopes;

    SalespersonController(
            EnterSalesperson enterSalesperson,
            AssignSalesperson assignSalesperson,
            StaffDirectory staff,
            ScopeTree scopes) {
        this.enterSalesperson = enterSalesperson;
        this.assignSalesperson = assignSalesperson;
        this.staff = staff;
        this.scopes = scopes;
    }

    record SalespersonRequest(
            @NotNull @Pattern(regexp = Ids.PATTERN, message = Ids.RULE) String id,
            @NotBlank @Size(max = 200) String name,
            @Nullable @Size(max = 200) String title,
            @Nullable @Pattern(regexp = Ids.PATTERN, message = Ids.RULE) String managerId) {}

    record AssignmentRequest(
            @NotNull @Pattern(regexp = Ids.PATTERN, message = Ids.RULE) String regionId,
            @NotNull LocalDate from,
            @Nullable LocalDate to) {}

    @PostMapping
    @PreAuthorize("hasAnyRole('HQ','SERVICE')")
    @Operation(summary = "Enter a salesperson, or describe a known one anew")
    ResponseEntity<Salesperson> enter(Caller caller, @Valid @RequestBody SalespersonRequest request) {
        Salesperson person =
                enterSalesperson.enter(request.id(), request.name().strip(), request.title(), request.managerId());
        return ResponseEntity.created(URI.create("/api/v1/salespeople/" + person.id()))
                .body(person);
    }

    @PostMapping("/{id}/assignments")
    @PreAuthorize("hasAnyRole('HQ','SERVICE')")
    @Operation(
            summary = "Assign a salesperson to a region",
            description = "An assignment with the same region and first day is replaced; state its last day to end it.")
    Salesperson assign(Caller caller, @PathVariable String id, @Valid @RequestBody AssignmentRequest request) {
        if (request.to() != null && request.to().isBefore(request.from())) {
            throw Refusal.badRequest("to", "must not be before from");
        }
        return assignSalesperson.assign(id, new Assignment(request.regionId(), request.from(), request.to()));
    }

    @GetMapping
    @PreAuthorize("hasAnyRole('HQ','SERVICE','REGIONAL_MANAGER')")
    @Operation(
            summary = "List salespeople by id",
            description = "A regional manager sees those assigned to the region, and their assignments there.")
    Page<Salesperson> list(
            Caller caller,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        int size = Page.limit(limit);
        return Page.of(staff.list(scopes.scopeOf(caller), after, size + 1), size, Salesperson::id);
    }

    @GetMapping("/{id}")
    @PreAuthorize("hasAnyRole('HQ','SERVICE','REGIONAL_MANAGER')")
    @Operation(summary = "One salesperson with the assignments in the caller's scope")
    Salesperson find(Caller caller, @PathVariable String id) {
        return staff.find(scopes.scopeOf(caller), id).orElseThrow(() -> Refusal.notFound("salesperson", id));
    }
}
