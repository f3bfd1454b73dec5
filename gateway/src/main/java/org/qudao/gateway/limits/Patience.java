package org.qudao.gateway.limits;

import java.time.Duration;
import org.springframework.util.unit.DataSize;

/**
 * How long the bytes of a body are waited for.
 *
 * @param start however few they are
 * @param perSecond what buys another second
 */
record Patience(Duration start, DataSize perSecond) {

    long nanosFor(long bytes) {
        return start.toNanos() + (long) (bytes * 1e9 / perSecond.toBytes());
    }
}
