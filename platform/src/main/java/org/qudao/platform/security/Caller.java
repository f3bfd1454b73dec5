package org.qudao.platform.security;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who sent the request, by its verified token; a controller method takes it as an argument.
 *
 * @param nodeId the network node that the caller belongs to; null for headquarters and services
 */
public record Caller(String subject, Set<Role> roles, @Nullable String nodeId) {

    public boolean has(Role role) {
        return roles.contains(role);
    }

    /** Headquarters and services are not bound to a part of the network. */
    public boolean seesEverything() {
        return has(Role.HQ) || has(Role.SERVICE);
    }
}
