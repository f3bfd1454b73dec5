package org.qudao.inventory.network;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All known nodes, and what they inherit from those above them. */
public final class Network {

    private final Map<String, Node> nodes;

    public Network(Map<String, Node> nodes) {
        this.nodes = Map.copyOf(nodes);
    }

    public Optional<Node> find(String id) {
        return Optional.ofNullable(nodes.get(id));
    }

    /** The nearest region at or above the node; null when it has none or is unknown. */
    public @Nullable String regionOf(String nodeId) {
        return nearest(nodeId, node -> node.kind().equals(Node.REGION))
                .map(Node::id)
                .orElse(null);
    }

    /** The channel of the node, or of the nearest node above that has one. */
    public @Nullable String channelOf(String nodeId) {
        return nearest(nodeId, node -> node.channel() != null)
                .map(Node::channel)
                .orElse(null);
    }

    public @Nullable String tierOf(String nodeId) {
        return find(nodeId).map(Node::tier).orElse(null);
    }

    private Optional<Node> nearest(String nodeId, Predicate<Node> wanted) {
        List<String> path = find(nodeId).map(Node::path).orElse(List.of()).reversed();
        return path.stream()
                .map(nodes::get)
                .filter(node -> node != null && wanted.test(node))
                .findFirst();
    }
}
