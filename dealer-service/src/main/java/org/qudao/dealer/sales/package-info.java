/** What was sold, by whom, where and when: facts learnt from orders and sell-out reports, and the questions they answer. */
@NullMarked
package org.qudao.dealer.sales;

import org.jspecify.annotations.NullMarked;
