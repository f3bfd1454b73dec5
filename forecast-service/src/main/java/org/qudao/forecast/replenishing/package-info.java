/** Proposes orders for warehouse items and lets headquarters decide about them. */
@NullMarked
package org.qudao.forecast.replenishing;

import org.jspecify.annotations.NullMarked;
