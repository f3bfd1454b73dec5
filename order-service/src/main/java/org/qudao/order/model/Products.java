package org.qudao.order.model;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where products are kept; every change is published. */
public interface Products {

    Optional<Product> find(String sku);

    /** Those that exist, by sku; at most a second old when another instance changed them. */
    Map<String, Product> findAll(Collection<String> skus);

    /** Creates or replaces. */
    Effect put(Product product);

    /** As {@link #put} for many at once; one effect per product, in order. */
    List<Effect> putAll(List<Product> products);

    /** Ordered by sku, starting behind the given one. */
    List<Product> list(String afterSku, int limit);
}
