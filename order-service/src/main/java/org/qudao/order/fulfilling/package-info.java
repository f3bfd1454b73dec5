/** The steps that people take with an order after it is submitted, from release to invoice. */
@NullMarked
package org.qudao.order.fulfilling;

import org.jspecify.annotations.NullMarked;
