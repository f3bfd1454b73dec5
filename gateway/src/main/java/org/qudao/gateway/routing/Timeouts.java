package org.qudao.gateway.routing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How long the gateway waits for a service.
 *
 * @param connect for the connection, and for a free place in the pool
 * @param response without a byte of the answer
 * @param importResponse the same for {@link LongWork}: the answer to a CSV import comes after its last row
 */
@ConfigurationProperties("qudao.gateway.timeouts")
record Timeouts(Duration connect, Duration response, Duration importResponse) {}
