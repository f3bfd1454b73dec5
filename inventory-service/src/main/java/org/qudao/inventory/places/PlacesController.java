package org.qudao.inventory.places;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.qudao.inventory.scoping.PlacesInScope;
import org.qudao.inventory.stock.Place;
import org.qudao.inventory.stock.Places;
import org.qudao.platform.security.Caller;
import org.qudao.platform.security.ScopeTree;
import org.qudao.platform.web.Ids;
import org.qudao.platform.web.Page;
import org.qudao.platform.web.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/places")
@Tag(name = "Places")
class PlacesController {

    record PlaceBody(
            @NotBlank @Size(max = 200) String name,
            @NotNull Place.Kind kind,
            @Nullable @Pattern(regexp = Ids.PATTERN, message = Ids.RULE) String nodeId,
            @Nullable @Pattern(regexp = Ids.PATTERN, message = Ids.RULE) String regionId,
            boolean sourcing,
            @Min(0) @Max(1_000_000) int priority) {}

    private final PutPlace putPlace;
    private final PlacesInScope places;
    private final ScopeTree scopes;

    PlacesController(PutPlace putPlace, PlacesInScope places, ScopeTree scopes) {
        this.putPlace = putPlace;
        this.places = places;
        this.scopes = scopes;
    }

    @PutMapping("/{id}")
    @PreAuthorize("hasAnyRole('HQ', 'SERVICE')")
    @Operation(summary = "Declare a place or change it")
    ResponseEntity<Place> put(@PathVariable String id, @Valid @RequestBody PlaceBody body) {
        if (!Ids.valid(id)) {
            throw Refusal.badRequest("id", Ids.RULE);
        }
        if ((body.kind() == Place.Kind.NODE) != (body.nodeId() != null)) {
            throw Refusal.badRequest("nodeId", "a place of kind NODE has one, a WAREHOUSE has none");
        }
        if (body.kind() == Place.Kind.NODE && body.sourcing()) {
            throw Refusal.badRequest("sourcing", "only a warehouse serves orders");
        }
        Place place = new Place(
                id, body.name(), body.kind(), body.nodeId(), body.regionId(), body.sourcing(), body.priority());
        return switch (putPlace.put(place)) {
            case PutPlace.Result.Done done ->
                ResponseEntity.status(done.change() == Places.Change.INSERTED ? HttpStatus.CREATED : HttpStatus.OK)
                        .body(place);
            case PutPlace.Result.Refused refused ->
                throw refused.rule().equals(PutPlace.UNKNOWN_REGION)
                        ? Refusal.unprocessable(refused.rule(), "Unknown region", refused.message())
                        : Refusal.conflict(refused.rule(), refused.message());
        };
    }

    @GetMapping
    @PreAuthorize("isAuthenticated()")
    @Operation(summary = "Places within the caller's scope")
    Page<Place> list(
            @RequestParam(required = false) Place.@Nullable Kind kind,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after,
            Caller caller) {
        int rows = Page.limit(limit);
        return Page.of(places.list(scopes.scopeOf(caller), kind, after, rows + 1), rows, Place::id);
    }

    @GetMapping("/{id}")
    @PreAuthorize("isAuthenticated()")
    @Operation(summary = "One place")
    Place get(@PathVariable String id, Caller caller) {
        return places.find(id, scopes.scopeOf(caller)).orElseThrow(() -> Refusal.notFound("place", id));
    }
}
