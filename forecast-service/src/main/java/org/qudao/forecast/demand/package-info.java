/** Shows monthly demand. */
@NullMarked
package org.qudao.forecast.demand;

import org.jspecify.annotations.NullMarked;
