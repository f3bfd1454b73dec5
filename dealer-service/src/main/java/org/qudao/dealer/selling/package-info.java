/** Learning what was sold from the events of orders, products and sell-out reports, and answering who sold what where. */
@NullMarked
package org.qudao.dealer.selling;

import org.jspecify.annotations.NullMarked;
