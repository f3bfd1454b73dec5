package org.qudao.order.products;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.qudao.order.model.Money;
import org.qudao.order.model.Product;
import org.qudao.platform.security.Caller;
import org.qudao.platform.web.Page;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Products")
@RequestMapping("/api/v1/products")
class ProductsController {

    private final PutProduct putProduct;
    private final Catalogue catalogue;

    ProductsController(PutProduct putProduct, Catalogue catalogue) {
        this.putProduct = putProduct;
        this.catalogue = catalogue;
    }

    /** A product as headquarters sets it; the sku is in the path. */
    record ProductRequest(
            @NotBlank @Size(max = 200) String name,
            @Size(max = 64) @Nullable String productLine,
            @Size(max = 64) @Nullable String category,
            @DecimalMin("0")
                    @DecimalMax(Money.MAX_TEXT)
                    @Digits(integer = Money.MAX_DIGITS, fraction = Money.MAX_SCALE)
                    @Nullable
                    BigDecimal listPrice,
            @DecimalMin("0")
                    @DecimalMax(Money.MAX_TEXT)
                    @Digits(integer = Money.MAX_DIGITS, fraction = Money.MAX_SCALE)
                    @Nullable
                    BigDecimal dealerPrice,
            @DecimalMin("0")
                    @DecimalMax(Money.MAX_TEXT)
                    @Digits(integer = Money.MAX_DIGITS, fraction = Money.MAX_SCALE)
                    @Nullable
                    BigDecimal standardCost,
            @Nullable String currency,
            Product.@Nullable Status status) {}

    /** @param standardCost null for everybody but headquarters and services */
    record ProductView(
            String sku,
            String name,
            String productLine,
            String category,
            @Nullable BigDecimal listPrice,
            @Nullable BigDecimal dealerPrice,
            @Nullable BigDecimal standardCost,
            String currency,
            Product.Status status) {

        static ProductView of(Product product, Caller caller) {
            return new ProductView(
                    product.sku(),
                    product.name(),
                    product.productLine(),
                    product.category(),
                    product.listPrice(),
                    product.dealerPrice(),
                    caller.seesEverything() ? product.standardCost() : null,
                    product.currency(),
                    product.status());
        }
    }

    @PutMapping("/{sku}")
    @Operation(summary = "Create or replace a product")
    @PreAuthorize("hasAnyRole('HQ', 'SERVICE')")
    ProductView put(@PathVariable String sku, @Valid @RequestBody ProductRequest request, Caller caller) {
        Product product = putProduct.put(
                sku,
                request.name(),
                Objects.requireNonNullElse(request.productLine(), Product.UNASSIGNED),
                Objects.requireNonNullElse(request.category(), Product.UNASSIGNED),
                request.listPrice(),
                request.dealerPrice(),
                request.standardCost(),
                request.currency(),
                Objects.requireNonNullElse(request.status(), Product.Status.ACTIVE));
        return ProductView.of(product, caller);
    }

    @GetMapping("/{sku}")
    @Operation(summary = "One product; cost is shown to headquarters only")
    @PreAuthorize("hasAnyRole('HQ', 'SERVICE', 'REGIONAL_MANAGER', 'DEALER', 'OUTLET')")
    ProductView get(@PathVariable String sku, Caller caller) {
        return ProductView.of(catalogue.product(sku), caller);
    }

    @GetMapping
    @Operation(summary = "The catalogue, by sku")
    @PreAuthorize("hasAnyRole('HQ', 'SERVICE', 'REGIONAL_MANAGER', 'DEALER', 'OUTLET')")
    Page<ProductView> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(defaultValue = "") String after,
            Caller caller) {
        return catalogue.page(after, Page.limit(limit)).map(product -> ProductView.of(product, caller));
    }
}
