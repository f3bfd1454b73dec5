/** How demand, views, runs, forecasts and proposals lie in the document store. */
@NullMarked
package org.qudao.forecast.mongo;

import org.jspecify.annotations.NullMarked;
