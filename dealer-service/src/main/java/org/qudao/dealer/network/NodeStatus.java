package org.qudao.dealer.network;

import java.util.Set;

/** The life cycle of a node as data: every state, and the states that may follow it. */
public enum NodeStatus {
    /** Somebody thinks of working with this partner; nothing is agreed. */
    PROSPECT {
        @Override
        public Set<NodeStatus> next() {
            return Set.of(SELECTED, CLOSED);
        }
    },
    /** Chosen against the selection criteria; the contract is being made. A selection may be taken back. */
    SELECTED {
        @Override
        public Set<NodeStatus> next() {
            return Set.of(CONTRACTED, PROSPECT, CLOSED);
        }
    },
    /** The contract is signed; the node does not trade yet. */
    CONTRACTED {
        @Override
        public Set<NodeStatus> next() {
            return Set.of(ACTIVE, CLOSED);
        }
    },
    /** Trades: only an active node can order. */
    ACTIVE {
        @Override
        public Set<NodeStatus> next() {
            return Set.of(SUSPENDED, CLOSED);
        }
    },
    /** Stopped for a reason that can be mended; keeps its place, stock and targets, cannot order. */
    SUSPENDED {
        @Override
        public Set<NodeStatus> next() {
            return Set.of(ACTIVE, CLOSED);
        }
    },
    /** Ended for good; kept for its history. */
    CLOSED {
        @Override
        public Set<NodeStatus> next() {
            return Set.of();
        }
    };

    public abstract Set<NodeStatus> next();
}
