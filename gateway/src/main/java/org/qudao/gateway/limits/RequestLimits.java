package org.qudao.gateway.limits;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * Bounds on one request.
 *
 * @param body of every request but a CSV upload
 * @param importBody of a CSV upload
 * @param target the path with the query
 * @param headers names and values together; the container's own limit is higher and answers less clearly
 * @param headersWithin from the first byte of a request to the end of its headers
 * @param bodyGrace how long a body may take, however slowly it comes
 * @param bodyPerSecond how much of it must have come for every second beyond that
 */
@ConfigurationProperties("qudao.gateway.request-limits")
record RequestLimits(
        DataSize body,
        DataSize importBody,
        DataSize target,
        DataSize headers,
        Duration headersWithin,
        Duration bodyGrace,
        DataSize bodyPerSecond) {

    Pace pace() {
        return new Pace(bodyGrace, bodyPerSecond.toBytes());
    }
}
