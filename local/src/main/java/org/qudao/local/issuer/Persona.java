package org.qudao.local.issuer;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.qudao.platform.web.Ids;

/**
 * Somebody who can sign in, and a client of the same name for {@code curl}; both use the same secret.
 *
 * @param roles names as the services know them: HQ, REGIONAL_MANAGER, DEALER, OUTLET, SERVICE, METRICS
 * @param node the network node that the persona belongs to; null for headquarters, services and the monitoring
 */
public record Persona(String id, List<String> roles, @Nullable String node) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    private static final Pattern NODE = Pattern.compile(Ids.PATTERN);
    private static final Set<String> WITH_NODE = Set.of("REGIONAL_MANAGER", "DEALER", "OUTLET");
    private static final Set<String> WITHOUT_NODE = Set.of("HQ", "SERVICE", "METRICS");

    public Persona {
        Objects.requireNonNull(id, "A persona needs an id");
        roles = List.copyOf(roles);
    }

    /**
     * @param text {@code NAME:ROLE:NODE}, or {@code NAME:ROLE} of a role without a node
     * @throws IllegalArgumentException with one line that says what is wrong
     */
    public static Persona parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length < 2 || parts.length > 3) {
            throw refused(text, "must be NAME:ROLE:NODE, such as north:DEALER:D103");
        }
        String name = parts[0];
        String role = parts[1];
        @Nullable String node = parts.length == 3 ? parts[2] : null;
        if (!NAME.matcher(name).matches()) {
            throw refused(text, "the name must be 1 to 32 of a-z, 0-9 and -, and begin with a letter");
        }
        if (!WITH_NODE.contains(role) && !WITHOUT_NODE.contains(role)) {
            throw refused(text, "the role must be REGIONAL_MANAGER, DEALER, OUTLET, HQ, SERVICE or METRICS");
        }
        if (WITHOUT_NODE.contains(role) && node != null) {
            throw refused(text, "the role " + role + " belongs to no node");
        }
        if (WITH_NODE.contains(role) && (node == null || !NODE.matcher(node).matches())) {
            throw refused(text, "the role " + role + " needs the id of a node: " + Ids.RULE);
        }
        return new Persona(name, List.of(role), node);
    }

    private static IllegalArgumentException refused(String text, String why) {
        return new IllegalArgumentException("--persona " + text + ": " + why);
    }
}
