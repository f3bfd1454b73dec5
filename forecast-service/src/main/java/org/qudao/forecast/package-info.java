/** Demand history from orders, forecasts with intervals, and replenishment proposals. One package per feature; the engine in {@code engine} stands alone. */
@NullMarked
package org.qudao.forecast;

import org.jspecify.annotations.NullMarked;
