/** Takes over what inventory-service reserved for an order. */
@NullMarked
package org.qudao.order.sourcing;

import org.jspecify.annotations.NullMarked;
