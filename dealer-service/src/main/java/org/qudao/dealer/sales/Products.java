package org.qudao.dealer.sales;

import java.util.Map;

/** What this service knows about products, learnt from the order service's events. */
public interface Products {
    /** Keyed by stock keeping unit. */
    Map<String, Product> all();

    record Product(String name, String productLine) {}
}
