package org.qudao.inventory.products;

import java.util.List;
import org.qudao.platform.web.Refusal;
import org.springframework.stereotype.Component;

/** Lets no slip of the pen become stock that nobody can order. */
@Component
public final class RefuseUnknownItems {

    private final Products products;

    RefuseUnknownItems(Products products) {
        this.products = products;
    }

    /** @throws Refusal 422 when one of the items is no product */
    public void check(List<String> skus) {
        List<String> unknown = products.unknown(skus).stream().sorted().toList();
        if (!unknown.isEmpty()) {
            throw Refusal.unprocessable(
                            "unknown-sku",
                            "Unknown product",
                            "There is no product '%s' here (yet). Check the sku; if the product is new, repeat the request in a moment."
                                    .formatted(unknown.getFirst()))
                    .with("skus", unknown);
        }
    }
}
