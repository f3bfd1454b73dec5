/** Products, prices, orders and credit: the service that takes orders and knows where each of them stands. */
@NullMarked
package org.qudao.order;

import org.jspecify.annotations.NullMarked;
