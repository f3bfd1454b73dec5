/** Follows the orders: keeps goods for them, sends them, gives them back, and serves those that wait when stock arrives. */
@NullMarked
package org.qudao.inventory.reserving;

import org.jspecify.annotations.NullMarked;
