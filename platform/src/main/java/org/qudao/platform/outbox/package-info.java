/** Aggregates that carry their unpublished events in their own document, and the relay that publishes them. */
@NullMarked
package org.qudao.platform.outbox;

import org.jspecify.annotations.NullMarked;
