package org.qudao.order.tracking;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qudao.order.model.OrderStatus;
import org.qudao.order.model.Transition;
import org.qudao.platform.security.Caller;
import org.qudao.platform.web.Page;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Orders")
@RequestMapping("/api/v1/orders")
class OrdersController {

    private final TrackOrders trackOrders;

    OrdersController(TrackOrders trackOrders) {
        this.trackOrders = trackOrders;
    }

    /** Every status the order has had. */
    record History(String id, String number, OrderStatus status, List<Transition> transitions) {}

    @GetMapping
    @Operation(summary = "Orders in the caller's scope, newest first")
    @PreAuthorize("hasAnyRole('HQ', 'SERVICE', 'REGIONAL_MANAGER', 'DEALER', 'OUTLET')")
    Page<OrderList.Row> list(
            @RequestParam(required = false) @Nullable OrderStatus status,
            @RequestParam(required = false) @Nullable String nodeId,
            @RequestParam(required = false) @Nullable String number,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after,
            Caller caller) {
        return trackOrders.page(status, nodeId, number, from, to, after, Page.limit(limit), caller);
    }

    @GetMapping("/{id}")
    @Operation(summary = "One order as it stands now")
    @PreAuthorize("hasAnyRole('HQ', 'SERVICE', 'REGIONAL_MANAGER', 'DEALER', 'OUTLET')")
    OrderView get(@PathVariable String id, Caller caller) {
        return OrderView.of(trackOrders.order(id, caller));
    }

    @GetMapping("/{id}/history")
    @Operation(summary = "Every status the order has had: who, when, why")
    @PreAuthorize("hasAnyRole('HQ', 'SERVICE', 'REGIONAL_MANAGER', 'DEALER', 'OUTLET')")
    History history(@PathVariable String id, Caller caller) {
        var order = trackOrders.order(id, caller).value();
        return new History(order.id(), order.number(), order.status(), order.transitions());
    }
}
