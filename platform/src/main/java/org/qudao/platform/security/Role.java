package org.qudao.platform.security;

/** What a caller may be; the token's claim {@code roles} lists these names. */
public enum Role {
    /** Headquarters: sees and steers the whole network. */
    HQ,
    /** Answers for the subtree of one region or area. */
    REGIONAL_MANAGER,
    /** Acts for one dealer and the outlets below it. */
    DEALER,
    /** Acts for one outlet. */
    OUTLET,
    /** Another program of the installation, such as an import job; not bound to a node. */
    SERVICE,
    /** The monitoring of the installation: reads metrics, and nothing of the network. */
    METRICS;

    /** Whether the role counts without a node in the token. */
    boolean isUnbound() {
        return this == HQ || this == SERVICE || this == METRICS;
    }
}
