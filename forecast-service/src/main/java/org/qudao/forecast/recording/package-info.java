/** Keeps this service's view of orders, nodes, products, stock and sell-out from their events. */
@NullMarked
package org.qudao.forecast.recording;

import org.jspecify.annotations.NullMarked;
