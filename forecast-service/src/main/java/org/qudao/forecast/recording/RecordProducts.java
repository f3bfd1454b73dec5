package org.qudao.forecast.recording;

import java.util.List;
import org.qudao.forecast.model.Product;
import org.qudao.forecast.model.Products;
import org.qudao.platform.events.IncomingEvent;
import org.springframework.stereotype.Component;

/** Keeps which products are still made. */
@Component
public class RecordProducts {
    private static final String UNASSIGNED = "UNASSIGNED";

    private final Products products;

    RecordProducts(Products products) {
        this.products = products;
    }

    public void recordAll(List<IncomingEvent<ProductEvent>> events) {
        products.record(events.stream()
                .map(event -> new Product(
                        event.data().sku(),
                        event.version(),
                        event.data().name(),
                        category(event.data()),
                        event.data().status().equals("DISCONTINUED")))
                .toList());
    }

    /** Empty when it has none. */
    private static String category(ProductEvent product) {
        String category = product.category();
        return category == null || category.equals(UNASSIGNED) ? "" : category;
    }
}
