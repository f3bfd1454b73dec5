package org.qudao.order.products;

import java.math.BigDecimal;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import org.qudao.order.model.Product;
import org.qudao.order.model.Products;
import org.qudao.platform.web.Ids;
import org.qudao.platform.web.Refusal;
import org.springframework.stereotype.Component;

/** Creates or replaces a product; saying the same again changes and publishes nothing. */
@Component
class PutProduct {

    private final Products products;
    private final Currency currency;

    PutProduct(Products products, Currency currency) {
        this.products = products;
        this.currency = currency;
    }

    Product put(
            String sku,
            String name,
            String productLine,
            String category,
            @Nullable BigDecimal listPrice,
            @Nullable BigDecimal dealerPrice,
            @Nullable BigDecimal standardCost,
            @Nullable String priceCurrency,
            Product.Status status) {
        if (!Ids.valid(sku)) {
            throw Refusal.badRequest("sku", Ids.RULE);
        }
        if (priceCurrency != null && !priceCurrency.equals(currency.getCurrencyCode())) {
            throw Refusal.badRequest(
                    "currency", "must be " + currency.getCurrencyCode() + ", the currency of the books");
        }
        Product product = new Product(
                sku,
                name,
                productLine,
                category,
                listPrice,
                dealerPrice,
                standardCost,
                currency.getCurrencyCode(),
                status);
        products.put(product);
        return product;
    }
}
