/** Keeps which products replace which, for forecasts of both. */
@NullMarked
package org.qudao.forecast.succeeding;

import org.jspecify.annotations.NullMarked;
