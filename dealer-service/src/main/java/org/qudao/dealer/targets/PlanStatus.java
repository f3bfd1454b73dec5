package org.qudao.dealer.targets;

/** Where a plan stands; it follows from what is published for the plan's slot. */
public enum PlanStatus {
    /** Made, can be looked at, counts for nothing yet. */
    DRAFT,
    /** The one that attainment is measured against. */
    PUBLISHED,
    /** Was published until another plan took its place. */
    SUPERSEDED
}
