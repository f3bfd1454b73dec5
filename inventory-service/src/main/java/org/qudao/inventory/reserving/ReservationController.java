package org.qudao.inventory.reserving;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.qudao.inventory.reservation.ReservationChanged;
import org.qudao.inventory.scoping.ReservationsInScope;
import org.qudao.platform.security.Caller;
import org.qudao.platform.security.ScopeTree;
import org.qudao.platform.web.Refusal;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Everybody may know what is kept for their orders; how much else a warehouse has is the company's own affair. */
@RestController
@Tag(name = "Stock")
class ReservationController {

    private final ReservationsInScope reservations;
    private final ScopeTree scopes;

    ReservationController(ReservationsInScope reservations, ScopeTree scopes) {
        this.reservations = reservations;
        this.scopes = scopes;
    }

    @GetMapping("/api/v1/stock/reservations/{orderId}")
    @PreAuthorize("isAuthenticated()")
    @Operation(summary = "What is kept for an order, where, and why")
    ReservationChanged get(@PathVariable String orderId, Caller caller) {
        return reservations
                .find(orderId, scopes.scopeOf(caller))
                .map(caller.seesEverything() ? ReservationChanged::of : ReservationChanged::withoutStock)
                .orElseThrow(() -> Refusal.notFound("reservation", orderId));
    }
}
