/** Keeps this service's view of orders, nodes, products and stock from their events. */
@NullMarked
package org.qudao.forecast.recording;

import org.jspecify.annotations.NullMarked;
