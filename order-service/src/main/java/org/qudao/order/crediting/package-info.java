/** Credit accounts as people see and set them, and everything that gives credit back after the order has changed. */
@NullMarked
package org.qudao.order.crediting;

import org.jspecify.annotations.NullMarked;
