/** The model: demand as ordered, network and stock as this service sees them, forecast runs, forecasts and proposals, and the ports that several features need. */
@NullMarked
package org.qudao.forecast.model;

import org.jspecify.annotations.NullMarked;
