package org.qudao.order.submitting;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.qudao.order.quoting.OrderRequest;
import org.qudao.platform.security.Caller;
import org.qudao.platform.web.IdempotencyKey;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Orders")
@RequestMapping("/api/v1/orders")
class OrderSubmissionController {

    private final SubmitOrder submitOrder;

    OrderSubmissionController(SubmitOrder submitOrder) {
        this.submitOrder = submitOrder;
    }

    @PostMapping
    @Operation(
            summary = "Submit an order; the same Idempotency-Key and body give the same answer, another body 409",
            description = "A key belongs to who sends it: the same key of somebody else is another order.")
    @PreAuthorize("hasAnyRole('HQ', 'SERVICE', 'DEALER', 'OUTLET')")
    ResponseEntity<SubmittedOrder> submit(
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @Valid @RequestBody OrderRequest request,
            Caller caller) {
        SubmittedOrder order = submitOrder.submit(IdempotencyKey.check(key, "order"), request, caller);
        return ResponseEntity.created(URI.create("/api/v1/orders/" + order.id()))
                .body(order);
    }
}
