package org.qudao.order.model;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Our view of the network, kept by events. */
public interface Nodes {

    /** At most half a second behind the view, which is itself as fresh as the events. */
    Optional<Node> find(String id);

    Map<String, Node> findAll(Collection<String> ids);
}
