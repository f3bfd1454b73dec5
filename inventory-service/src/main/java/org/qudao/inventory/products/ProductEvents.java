package org.qudao.inventory.products;

import java.util.List;
import org.qudao.platform.events.EventSubscription;
import org.qudao.platform.events.IncomingEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps the view of the products up to date. */
@Configuration(proxyBeanMethods = false)
class ProductEvents {

    static final String TYPE = "ProductChanged";

    /** What the stock needs to know of a product. */
    record ProductView(String sku) {}

    @Bean
    EventSubscription productNews(Products products) {
        return EventSubscription.to("order.product", "inventory-service")
                .batch(TYPE, ProductView.class, events -> products.apply(products(events)));
    }

    static List<Product> products(List<IncomingEvent<ProductView>> events) {
        return events.stream()
                .map(event -> new Product(event.data().sku(), event.version()))
                .toList();
    }
}
