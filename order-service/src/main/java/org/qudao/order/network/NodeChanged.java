package org.qudao.order.network;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.qudao.order.model.Channel;
import org.qudao.order.model.Node;

/** What we read of the events of {@code dealer.node}; each carries the node's whole state. */
record NodeChanged(
        String id,
        String name,
        Node.Kind kind,
        @Nullable Channel channel,
        @Nullable String parentId,
        List<String> path,
        Node.Status status) {

    NodeChanged {
        // An event without these cannot be used: it goes to the dead letters instead of half into the view.
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(status, "status");
    }

    Node node() {
        return new Node(id, name, kind, channel, status, path, parentId);
    }
}
