/** Runs forecasts over all series, in the background and one run at a time, and shows them. */
@NullMarked
package org.qudao.forecast.forecasting;

import org.jspecify.annotations.NullMarked;
