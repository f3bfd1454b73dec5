/** Sales of dealers and outlets to end customers, reported by API and CSV. */
@NullMarked
package org.qudao.inventory.sellout;

import org.jspecify.annotations.NullMarked;
