package org.qudao.gateway.security;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Whose tokens are accepted.
 *
 * @param issuerUri OpenID Connect issuer; its configuration is read when the first token comes
 * @param audience which must be among those of a token
 */
@ConfigurationProperties("qudao")
record Issuer(URI issuerUri, String audience) {}
