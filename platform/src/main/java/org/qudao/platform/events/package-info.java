/** Consuming events: subscriptions, state-carrying views, dead letters. */
@NullMarked
package org.qudao.platform.events;

import org.jspecify.annotations.NullMarked;
