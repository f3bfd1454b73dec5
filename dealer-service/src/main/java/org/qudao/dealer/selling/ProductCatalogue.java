package org.qudao.dealer.selling;

import java.util.List;

/** Where the newest state of products is kept. */
public interface ProductCatalogue {
    void learn(List<Learnt> batch);

    record Learnt(String sku, long version, String name, String productLine) {}
}
