/** What preview and submit have in common: who buys, may he, and at what price. */
@NullMarked
package org.qudao.order.quoting;

import org.jspecify.annotations.NullMarked;
