/** Hierarchies on the command line: forecasts a file of series with all their totals, and measures the methods. */
@NullMarked
package org.qudao.forecast.engine.hierarchy.cli;

import org.jspecify.annotations.NullMarked;
