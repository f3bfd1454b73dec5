package org.qudao.dealer.network;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The whole network at one moment, for questions about ancestors and subtrees. */
public final class NodeTree {
    private final Map<String, Node> byId = new HashMap<>();

    public NodeTree(Collection<Node> nodes) {
        nodes.forEach(node -> byId.put(node.id(), node));
    }

    public Optional<Node> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The nearest region at or above the node; none for headquarters and for nodes that are unknown. */
    public Optional<Node> regionOf(String id) {
        Node node = byId.get(id);
        if (node == null) {
            return Optional.empty();
        }
        for (String ancestor : node.path().reversed()) {
            Node candidate = byId.get(ancestor);
            if (candidate != null && candidate.kind() == NodeKind.REGION) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** The node itself and everything below it. */
    public List<Node> subtree(String rootId) {
        List<Node> subtree = new ArrayList<>();
        for (Node node : byId.values()) {
            if (node.path().contains(rootId)) {
                subtree.add(node);
            }
        }
        return subtree;
    }

    /**
     * The partner that a sale of this node is credited to: the dealer that it belongs to, or the node itself when it is an outlet
     * without a dealer; null for nodes that only group and for unknown ones.
     */
    public @Nullable Node partnerOf(String id) {
        Node node = byId.get(id);
        if (node == null || !node.kind().sells()) {
            return null;
        }
        return node.path().stream()
                .map(byId::get)
                .filter(candidate -> candidate != null && candidate.kind() == NodeKind.DEALER)
                .findFirst()
                .orElse(node);
    }
}
