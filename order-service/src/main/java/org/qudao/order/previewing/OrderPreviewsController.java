package org.qudao.order.previewing;

import jakarta.validation.Valid;
import org.qudao.order.quoting.OrderRequest;
import org.qudao.platform.security.Caller;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/order-previews")
class OrderPreviewsController {

    private final PreviewOrder previewOrder;

    OrderPreviewsController(PreviewOrder previewOrder) {
        this.previewOrder = previewOrder;
    }

    @PostMapping
    @PreAuthorize("hasAnyRole('HQ', 'SERVICE', 'REGIONAL_MANAGER', 'DEALER', 'OUTLET')")
    OrderPreview preview(@Valid @RequestBody OrderRequest request, Caller caller) {
        return previewOrder.preview(request, caller);
    }
}
