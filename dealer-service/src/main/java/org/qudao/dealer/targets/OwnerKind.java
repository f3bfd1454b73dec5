package org.qudao.dealer.targets;

/** Whose target it is. */
public enum OwnerKind {
    /** A node of the network. */
    NODE,
    /** A salesperson. */
    SALESPERSON
}
