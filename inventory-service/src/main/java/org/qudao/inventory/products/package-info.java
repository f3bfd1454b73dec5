/** What this service knows of the products: order-service tells which there are, and stock is booked of no others. */
@NullMarked
package org.qudao.inventory.products;

import org.jspecify.annotations.NullMarked;
