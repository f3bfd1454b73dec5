package org.qudao.local.issuer;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who can sign in, and a client of the same name for {@code curl}; both use the same secret.
 *
 * @param roles names as the services know them: HQ, REGIONAL_MANAGER, DEALER, OUTLET, SERVICE
 * @param node the network node that the persona belongs to; null for headquarters and services
 */
public record Persona(String id, List<String> roles, @Nullable String node) {

    public Persona {
        Objects.requireNonNull(id, "A persona needs an id");
        roles = List.copyOf(roles);
    }
}
