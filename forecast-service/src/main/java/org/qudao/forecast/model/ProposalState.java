package org.qudao.forecast.model;

/** Life of a replenishment proposal; only an open one can be decided. */
public enum ProposalState {
    /** Waits for a decision; a new calculation changes its numbers. */
    OPEN,
    /** Headquarters ordered it; it counts as planned until it arrives. */
    ACCEPTED,
    /** Headquarters does not want it; a later calculation may propose again. */
    DISMISSED,
    /** A later calculation found that nothing is due any more. */
    WITHDRAWN,
    /** The accepted goods have arrived. */
    RECEIVED,
    /** The receipt of the accepted goods was cancelled; a later calculation may propose again. */
    CANCELLED
}
