/** The ports of the model on documents; the only place that knows how things lie in the store. */
@NullMarked
package org.qudao.order.mongo;

import org.jspecify.annotations.NullMarked;
