package org.qudao.gateway.limits;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Bounds on one client.
 *
 * @param client with a valid token
 * @param anonymous address without one, which also bounds the guessing of tokens
 * @param rememberedClients number of buckets kept; the longest unused are forgotten first
 */
@ConfigurationProperties("qudao.gateway.rate-limits")
record RateLimits(Rate client, Rate anonymous, int rememberedClients) {

    /**
     * @param perSecond requests over time
     * @param burst requests at once after a pause
     */
    record Rate(long perSecond, long burst) {}
}
