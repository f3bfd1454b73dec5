package org.qudao.dealer.network;

import java.util.Set;

/**
 * What a node is, and under what it may stand. Levels leave room for nested regions, so that a parent's level is always
 * smaller than its child's and a cycle cannot be written down.
 */
public enum NodeKind {
    /** The one root. */
    HEADQUARTERS(0),
    /** A sales region; regions may be nested up to {@link #DEEPEST_REGION} deep. */
    REGION(1),
    /** A part of a region, the finest unit of management. */
    AREA(10),
    /** A first-level partner with a contract, or an own store of the direct channel. */
    DEALER(20),
    /** A point of sale below a dealer, or a point of sale of the direct channel in a region. */
    OUTLET(30);

    /** Regions can be nested this deep and no deeper. */
    public static final int DEEPEST_REGION = 9;

    private final int lowestLevel;

    NodeKind(int lowestLevel) {
        this.lowestLevel = lowestLevel;
    }

    /** The level of a new node of this kind under a parent of the given level; it never changes afterwards. */
    int levelUnder(int parentLevel) {
        return this == REGION ? parentLevel + 1 : lowestLevel;
    }

    /** The kinds that a node of this kind may stand under. */
    Set<NodeKind> parents(Channel channelOrDistribution) {
        return switch (this) {
            case HEADQUARTERS -> Set.of();
            case REGION -> Set.of(HEADQUARTERS, REGION);
            case AREA -> Set.of(REGION);
            case DEALER -> Set.of(REGION, AREA);
            case OUTLET -> channelOrDistribution == Channel.DIRECT ? Set.of(REGION, AREA, DEALER) : Set.of(DEALER);
        };
    }

    /** Dealers and outlets sell; the kinds above them only group. */
    public boolean sells() {
        return this == DEALER || this == OUTLET;
    }
}
