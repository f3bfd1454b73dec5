package org.qudao.dealer.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One node of the network. {@code parentId} is the truth about its place; {@code path} (ids from the root to itself) is
 * derived from it and follows a move of an ancestor a moment later. {@code level} is fixed for life.
 */
public record Node(
        String id,
        String name,
        NodeKind kind,
        @Nullable Channel channel,
        @Nullable String parentId,
        List<String> path,
        int level,
        NodeStatus status,
        @Nullable Tier tier) {

    /** The root of every network. */
    public static final String HEADQUARTERS_ID = "HQ";

    public Node {
        path = List.copyOf(path);
        if (path.isEmpty() || !path.getLast().equals(id)) {
            throw new IllegalArgumentException("a path ends with the node itself: " + path);
        }
    }

    public static Node headquarters() {
        return new Node(
                HEADQUARTERS_ID,
                "Headquarters",
                NodeKind.HEADQUARTERS,
                null,
                null,
                List.of(HEADQUARTERS_ID),
                0,
                NodeStatus.ACTIVE,
                null);
    }

    /** A new node under the parent; ask {@link Placement} first. */
    public static Node under(
            Node parent,
            String id,
            String name,
            NodeKind kind,
            @Nullable Channel channel,
            NodeStatus status,
            @Nullable Tier tier) {
        return new Node(
                id,
                NodeName.trimmed(name),
                kind,
                channelOf(parent, kind, channel),
                parent.id,
                pathUnder(parent, id),
                kind.levelUnder(parent.level),
                status,
                tier);
    }

    /** Nodes that only group have no channel; those that sell take the stated one, then the parent's, then distribution. */
    static @Nullable Channel channelOf(Node parent, NodeKind kind, @Nullable Channel stated) {
        if (!kind.sells()) {
            return null;
        }
        if (stated != null) {
            return stated;
        }
        return parent.channel != null ? parent.channel : Channel.DISTRIBUTION;
    }

    public Node renamed(String newName) {
        return new Node(id, NodeName.trimmed(newName), kind, channel, parentId, path, level, status, tier);
    }

    public Node withTier(@Nullable Tier newTier) {
        return new Node(id, name, kind, channel, parentId, path, level, status, newTier);
    }

    public Node withStatus(NodeStatus newStatus) {
        return new Node(id, name, kind, channel, parentId, path, level, newStatus, tier);
    }

    public Node withChannel(@Nullable Channel newChannel) {
        return new Node(id, name, kind, newChannel, parentId, path, level, status, tier);
    }

    public Node movedUnder(Node parent) {
        return new Node(id, name, kind, channel, parent.id, pathUnder(parent, id), level, status, tier);
    }

    /** The same node with its path brought in line with its parent's, or empty when it already is. */
    public Optional<Node> inLineWith(Node parent) {
        return parent.id.equals(parentId) && !path.equals(pathUnder(parent, id))
                ? Optional.of(movedUnder(parent))
                : Optional.empty();
    }

    public boolean isHeadquarters() {
        return kind == NodeKind.HEADQUARTERS;
    }

    private static List<String> pathUnder(Node parent, String id) {
        List<String> path = new ArrayList<>(parent.path);
        path.add(id);
        return path;
    }
}
