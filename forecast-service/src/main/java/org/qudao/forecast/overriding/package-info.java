/** Lets planners override forecasts, and tells whether that made them better. */
@NullMarked
package org.qudao.forecast.overriding;

import org.jspecify.annotations.NullMarked;
