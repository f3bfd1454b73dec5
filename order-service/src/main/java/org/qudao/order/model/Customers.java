package org.qudao.order.model;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Where customers of the direct channel are kept. */
public interface Customers {

    Map<String, Customer> findAll(Collection<String> ids);

    /** Creates or replaces; one effect per customer, in order. */
    List<Effect> putAll(List<Customer> customers);
}
