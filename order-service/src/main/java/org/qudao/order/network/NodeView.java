package org.qudao.order.network;

import java.util.List;
import org.qudao.order.model.Node;

/** The writing side of our view of the network: the newest version of each node stays, whatever order events arrive in. */
public interface NodeView {

    /** A node at a version of its aggregate. */
    record Change(Node node, long version) {}

    void apply(List<Change> changes);
}
