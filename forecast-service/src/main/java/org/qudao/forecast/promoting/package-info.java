/** Keeps the calendar of promotions that forecasts reckon with. */
@NullMarked
package org.qudao.forecast.promoting;

import org.jspecify.annotations.NullMarked;
