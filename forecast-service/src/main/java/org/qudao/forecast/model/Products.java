package org.qudao.forecast.model;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Port: the products. */
public interface Products {

    /** A duplicate or an older version of a product changes nothing. */
    void record(List<Product> products);

    Set<String> discontinued();

    /** Category of each product that has one. */
    Map<String, String> categories();
}
