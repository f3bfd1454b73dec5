package org.qudao.inventory.network;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
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
        return regionsOf(nodeId).stream().findFirst().orElse(null);
    }

    /** The regions at and above the node, the nearest first. */
    public List<String> regionsOf(String nodeId) {
        return above(nodeId)
                .filter(node -> node.kind().equals(Node.REGION))
                .map(Node::id)
                .toList();
    }

    /** The channel of the node, or of the nearest node above that has one. */
    public @Nullable String channelOf(String nodeId) {
        return above(nodeId)
                .map(Node::channel)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    public @Nullable String tierOf(String nodeId) {
        return find(nodeId).map(Node::tier).orElse(null);
    }

    /** The node and those above it that are known, the nearest first. */
    private Stream<Node> above(String nodeId) {
        List<String> path = find(nodeId).map(Node::path).orElse(List.of()).reversed();
        return path.stream().map(this::find).flatMap(Optional::stream);
    }
}
