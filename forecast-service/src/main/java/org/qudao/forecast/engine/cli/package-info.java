/** The engine on the command line: forecasts a file of series and measures itself. */
@NullMarked
package org.qudao.forecast.engine.cli;

import org.jspecify.annotations.NullMarked;
