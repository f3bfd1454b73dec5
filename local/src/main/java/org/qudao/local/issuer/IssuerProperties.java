package org.qudao.local.issuer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param uri what tokens name as their issuer: the address under which services and browsers reach this server
 * @param data where key and secrets are kept
 * @param redirectUris where people are sent back to after signing in
 */
@ConfigurationProperties("qudao.issuer")
record IssuerProperties(
        String uri,
        Path data,
        String audience,
        Duration tokenLifetime,
        @DefaultValue List<String> redirectUris,
        @DefaultValue List<Persona> personas) {}
