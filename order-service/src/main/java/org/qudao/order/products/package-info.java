/** The catalogue: headquarters keeps it, everybody may read it, cost is for headquarters alone. */
@NullMarked
package org.qudao.order.products;

import org.jspecify.annotations.NullMarked;
