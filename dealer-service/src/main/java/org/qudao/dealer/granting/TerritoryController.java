package org.qudao.dealer.granting;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.qudao.dealer.territory.Exclusivity;
import org.qudao.dealer.territory.Grant;
import org.qudao.platform.security.Caller;
import org.qudao.platform.web.Ids;
import org.qudao.platform.web.Page;
import org.qudao.platform.web.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/territories")
@Tag(name = "Territories", description = "Who may sell what where on which date")
class TerritoryController {
    private final GrantTerritory grantTerritory;
    private final EndGrant endGrant;
    private final AskTerritories askTerritories;
    private final Clock clock;

    TerritoryController(GrantTerritory grantTerritory, EndGrant endGrant, AskTerritories askTerritories, Clock clock) {
        this.grantTerritory = grantTerritory;
        this.endGrant = endGrant;
        this.askTerritories = askTerritories;
        this.clock = clock;
    }

    record GrantRequest(
            @NotNull @Pattern(regexp = Ids.PATTERN, message = Ids.RULE) String nodeId,
            @NotNull @Pattern(regexp = Ids.PATTERN, message = Ids.RULE) String area,
            @NotBlank @Size(max = 100) String productLine,
            @NotNull Exclusivity exclusivity,
            @NotNull LocalDate from,
            @Nullable LocalDate to) {}

    @PostMapping
    @PreAuthorize("hasAnyRole('HQ','SERVICE','REGIONAL_MANAGER')")
    @Operation(
            summary = "Grant a territory",
            description =
                    "Refused with 409 when somebody else's grant of the same area, line and dates is exclusive, or this one"
                            + " is; a dealer and his outlets do not keep each other out. A grant of the same node, line and first day is replaced.")
    ResponseEntity<GrantView> grant(Caller caller, @Valid @RequestBody GrantRequest request) {
        if (request.to() != null && request.to().isBefore(request.from())) {
            throw Refusal.badRequest("to", "must not be before from");
        }
        GrantView granted = grantTerritory.grant(
                caller,
                request.area(),
                new Grant(
                        "",
                        request.nodeId(),
                        request.productLine().strip(),
                        request.exclusivity(),
                        request.from(),
                        request.to()));
        return ResponseEntity.created(URI.create("/api/v1/territories/" + granted.area() + "/" + granted.grantId()))
                .body(granted);
    }

    @GetMapping
    @PreAuthorize("hasAnyRole('HQ','SERVICE','REGIONAL_MANAGER','DEALER','OUTLET')")
    @Operation(summary = "Who may sell what where on which date")
    Page<GrantView> ask(
            Caller caller,
            @RequestParam(required = false) @Nullable String area,
            @RequestParam(required = false) @Nullable String productLine,
            @RequestParam(required = false) @Nullable LocalDate on,
            @RequestParam(required = false) @Nullable String nodeId,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        return askTerritories.ask(
                caller, new AskTerritories.Question(area, productLine, on, nodeId), after, Page.limit(limit));
    }

    @DeleteMapping("/{area}/{grantId}")
    @PreAuthorize("hasAnyRole('HQ','SERVICE','REGIONAL_MANAGER')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "End a grant",
            description = "lastDay is today unless stated; a grant that would not have begun by then disappears.")
    void end(
            Caller caller,
            @PathVariable String area,
            @PathVariable String grantId,
            @RequestParam(required = false) @Nullable LocalDate lastDay) {
        endGrant.end(caller, area, grantId, lastDay == null ? today() : lastDay);
    }

    private LocalDate today() {
        return clock.instant().atZone(clock.getZone()).toLocalDate();
    }
}
