package org.qudao.order.fulfilling;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.qudao.order.model.Order;
import org.qudao.order.model.Versioned;
import org.qudao.order.tracking.OrderList;
import org.qudao.order.tracking.OrderView;
import org.qudao.platform.security.Caller;
import org.qudao.platform.security.ScopeTree;
import org.qudao.platform.web.Refusal;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Each step may be repeated: an order that is there already is answered as it stands. */
@RestController
@Tag(name = "Orders")
@RequestMapping("/api/v1/orders/{id}")
class OrderStepsController {

    private final FulfilOrder fulfilOrder;
    private final ReleaseOrder releaseOrder;
    private final OrderList orders;
    private final ScopeTree scopes;

    OrderStepsController(FulfilOrder fulfilOrder, ReleaseOrder releaseOrder, OrderList orders, ScopeTree scopes) {
        this.fulfilOrder = fulfilOrder;
        this.releaseOrder = releaseOrder;
        this.orders = orders;
        this.scopes = scopes;
    }

    record Reason(@NotBlank @Size(max = 500) String reason) {}

    /** @param override takes the credit even beyond the limit */
    record Release(@NotBlank @Size(max = 500) String reason, @Nullable Boolean override) {}

    /** @param shortShip what is not reserved will not be shipped any more */
    record Shipment(@Nullable Boolean shortShip) {}

    @PostMapping("/cancel")
    @Operation(summary = "Call the order off, until it is shipped")
    @PreAuthorize("hasAnyRole('HQ', 'SERVICE', 'DEALER', 'OUTLET')")
    OrderView cancel(@PathVariable String id, @Valid @RequestBody Reason reason, Caller caller) {
        if (orders.find(id, scopes.scopeOf(caller)).isEmpty()) {
            throw Refusal.notFound("order", id);
        }
        return view(fulfilOrder.cancel(id, reason.reason(), caller));
    }

    @PostMapping("/release")
    @Operation(summary = "Let a held order pass; over the limit only with override")
    @PreAuthorize("hasRole('HQ')")
    OrderView release(@PathVariable String id, @Valid @RequestBody Release release, Caller caller) {
        return view(releaseOrder.release(id, release.reason(), Boolean.TRUE.equals(release.override()), caller));
    }

    @PostMapping("/refuse")
    @Operation(summary = "Turn a held order down")
    @PreAuthorize("hasRole('HQ')")
    OrderView refuse(@PathVariable String id, @Valid @RequestBody Reason reason, Caller caller) {
        return view(fulfilOrder.refuse(id, reason.reason(), caller));
    }

    @PostMapping("/ship")
    @Operation(summary = "Send what is reserved; a partly sourced order only with shortShip")
    @PreAuthorize("hasAnyRole('HQ', 'SERVICE')")
    OrderView ship(@PathVariable String id, @RequestBody(required = false) @Nullable Shipment shipment, Caller caller) {
        return view(fulfilOrder.ship(id, shipment != null && Boolean.TRUE.equals(shipment.shortShip()), caller));
    }

    @PostMapping("/deliver")
    @Operation(summary = "The buyer has the goods: the sale counts today")
    @PreAuthorize("hasAnyRole('HQ', 'SERVICE')")
    OrderView deliver(@PathVariable String id, Caller caller) {
        return view(fulfilOrder.deliver(id, caller));
    }

    @PostMapping("/invoice")
    @Operation(summary = "The invoice is out: the terms run")
    @PreAuthorize("hasAnyRole('HQ', 'SERVICE')")
    OrderView invoice(@PathVariable String id, Caller caller) {
        return view(fulfilOrder.invoice(id, caller));
    }

    private static OrderView view(Versioned<Order> order) {
        return OrderView.of(order);
    }
}
