package org.qudao.order.products;

import org.qudao.order.model.Product;
import org.qudao.order.model.Products;
import org.qudao.platform.web.Page;
import org.qudao.platform.web.Refusal;
import org.springframework.stereotype.Component;

/** Reads products for people. */
@Component
class Catalogue {

    private final Products products;

    Catalogue(Products products) {
        this.products = products;
    }

    Product product(String sku) {
        return products.find(sku).orElseThrow(() -> Refusal.notFound("product", sku));
    }

    Page<Product> page(String afterSku, int limit) {
        return Page.of(products.list(afterSku, limit + 1), limit, Product::sku);
    }
}
