package org.qudao.order.returning;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.qudao.order.model.ReturnStatus;
import org.qudao.platform.security.Caller;
import org.qudao.platform.web.IdempotencyKey;
import org.qudao.platform.web.Page;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Returns")
@RequestMapping("/api/v1/returns")
class ReturnsController {

    private final RequestReturn requestReturn;
    private final BrowseReturns browseReturns;

    ReturnsController(RequestReturn requestReturn, BrowseReturns browseReturns) {
        this.requestReturn = requestReturn;
        this.browseReturns = browseReturns;
    }

    @PostMapping
    @Operation(
            summary =
                    "Request to give back goods of a delivered order; the same Idempotency-Key and body give the same answer, another body 409",
            description = "A key belongs to who sends it: the same key of somebody else is another return.")
    @PreAuthorize("hasAnyRole('HQ', 'SERVICE', 'DEALER')")
    ResponseEntity<RequestedReturn> request(
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @Valid @RequestBody ReturnRequest request,
            Caller caller) {
        RequestedReturn requested = requestReturn.request(IdempotencyKey.check(key, "return"), request, caller);
        return ResponseEntity.created(URI.create("/api/v1/returns/" + requested.id()))
                .body(requested);
    }

    @GetMapping
    @Operation(summary = "Returns in the caller's scope, newest first")
    @PreAuthorize("hasAnyRole('HQ', 'SERVICE', 'REGIONAL_MANAGER', 'DEALER')")
    Page<BrowseReturns.ReturnRow> list(
            @RequestParam(required = false) @Nullable ReturnStatus status,
            @RequestParam(required = false) @Nullable String nodeId,
            @RequestParam(required = false) @Nullable String orderId,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after,
            Caller caller) {
        return browseReturns.page(status, nodeId, orderId, after, Page.limit(limit), caller);
    }

    @GetMapping("/{id}")
    @Operation(summary = "One return as it stands now, with every status it has had")
    @PreAuthorize("hasAnyRole('HQ', 'SERVICE', 'REGIONAL_MANAGER', 'DEALER')")
    ReturnView get(@PathVariable String id, Caller caller) {
        return ReturnView.of(browseReturns.find(id, caller));
    }
}
