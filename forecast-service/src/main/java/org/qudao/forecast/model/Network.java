package org.qudao.forecast.model;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Port: the dealer network. */
public interface Network {

    /** A duplicate or an older version of a node changes nothing. */
    void record(List<NetworkNode> nodes);

    /** Region of each node that has one: the nearest node of kind REGION at or above it. */
    Map<String, String> regions();

    List<NetworkNode> nodes();

    /** Those that are regions of these nodes and of all below them. */
    List<NetworkNode> regionsBelow(Set<String> nodeIds);

    /** Ids from the root to the node itself, per node. */
    Map<String, List<String>> paths();
}
