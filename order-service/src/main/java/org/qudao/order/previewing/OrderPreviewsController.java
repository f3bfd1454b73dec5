package org.qudao.order.previewing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.qudao.order.quoting.OrderRequest;
import org.qudao.platform.security.Caller;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Orders")
@RequestMapping("/api/v1/order-previews")
class OrderPreviewsController {

    private final PreviewOrder previewOrder;

    OrderPreviewsController(PreviewOrder previewOrder) {
        this.previewOrder = previewOrder;
    }

    @PostMapping
    @Operation(summary = "Price, credit decision, stock and promise of an order that is not placed")
    @PreAuthorize("hasAnyRole('HQ', 'SERVICE', 'REGIONAL_MANAGER', 'DEALER', 'OUTLET')")
    OrderPreview preview(@Valid @RequestBody OrderRequest request, Caller caller) {
        return previewOrder.preview(request, caller);
    }
}
