package org.qudao.gateway.limits;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * Bounds on one request.
 *
 * @param body of every request but a CSV upload
 * @param importBody of a CSV upload
 * @param target the path with the query
 * @param headers names and values together; the container's own limit is higher and answers less clearly
 * @param patience with a body that comes slowly
 * @param mediumBodies of more than 8 KB
 * @param largeBodies of more than 64 KB, uploads apart: these are passed on as they come
 */
@ConfigurationProperties("qudao.gateway.request-limits")
record RequestLimits(
        DataSize body,
        DataSize importBody,
        DataSize target,
        DataSize headers,
        Patience patience,
        Places mediumBodies,
        Places largeBodies) {

    /**
     * @param atOnce how many are kept in memory
     * @param ofOneClient how many of these for one client
     */
    record Places(int atOnce, int ofOneClient) {}
}
