/** Takes an order once, whatever is repeated or crashes, and answers the credit question for it. */
@NullMarked
package org.qudao.order.submitting;

import org.jspecify.annotations.NullMarked;
