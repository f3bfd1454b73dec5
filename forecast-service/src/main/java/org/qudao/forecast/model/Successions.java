package org.qudao.forecast.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Port: which products replace which. */
public interface Successions {

    /** Replaces the predecessor of this product if it has one. */
    void put(ProductSuccession succession);

    /** Removing what is not there changes nothing. */
    void remove(String sku);

    /** By the successor's product, after the given one. */
    List<ProductSuccession> list(@Nullable String after, int limit);

    /** All in which one of the products is successor or predecessor. */
    List<ProductSuccession> touching(List<String> skus);

    /** All, by the successor's product. */
    List<ProductSuccession> all();
}
