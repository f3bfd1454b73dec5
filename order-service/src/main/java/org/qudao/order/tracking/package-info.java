/** Looking at orders: list, detail, history; always inside the caller's scope. */
@NullMarked
package org.qudao.order.tracking;

import org.jspecify.annotations.NullMarked;
