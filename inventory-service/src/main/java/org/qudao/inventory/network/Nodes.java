package org.qudao.inventory.network;

import java.util.Optional;

/** The view of the network. */
public interface Nodes {

    /** Takes in news of a node; older or repeated news change nothing. */
    void apply(Node node, long version);

    Optional<Node> find(String id);

    /** The network as it is now, to be asked many times for one answer. */
    Network all();

    /** The network as it was at most a few seconds ago. */
    Network recent();
}
