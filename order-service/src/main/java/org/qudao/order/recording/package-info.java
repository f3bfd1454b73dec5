/** Orders of the past, imported with their own dates and final states. */
@NullMarked
package org.qudao.order.recording;

import org.jspecify.annotations.NullMarked;
