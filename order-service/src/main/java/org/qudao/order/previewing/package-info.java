/** Answers what an order would cost, whether the credit covers it, and what is in stock, without storing anything. */
@NullMarked
package org.qudao.order.previewing;

import org.jspecify.annotations.NullMarked;
