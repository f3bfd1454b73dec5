/** Customers of the direct channel, without names or addresses. */
@NullMarked
package org.qudao.order.customers;

import org.jspecify.annotations.NullMarked;
