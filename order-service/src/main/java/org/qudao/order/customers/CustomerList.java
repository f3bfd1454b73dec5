package org.qudao.order.customers;

import java.util.List;
import org.qudao.order.model.Customer;
import org.qudao.platform.security.Scope;

/** Customers for looking at. */
public interface CustomerList {

    /** Ordered by id, starting behind the given one; only those served by a node in the scope. */
    List<Customer> list(Scope scope, String afterId, int limit);
}
