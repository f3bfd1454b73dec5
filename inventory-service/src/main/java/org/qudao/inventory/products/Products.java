package org.qudao.inventory.products;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The view of the products. */
public interface Products {

    /** Takes in news of products; older or repeated news change nothing. */
    void apply(List<Product> products);

    /** Those of the items that are no product, or none that has been told here yet. */
    Set<String> unknown(Collection<String> skus);
}
