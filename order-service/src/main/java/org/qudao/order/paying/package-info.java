/** Money that comes in: counted once, for one order or for the oldest ones. */
@NullMarked
package org.qudao.order.paying;

import org.jspecify.annotations.NullMarked;
