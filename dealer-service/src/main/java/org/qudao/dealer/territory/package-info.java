/** Territories: who may sell which product line in which area on which date. All grants of an area are one aggregate. */
@NullMarked
package org.qudao.dealer.territory;

import org.jspecify.annotations.NullMarked;
