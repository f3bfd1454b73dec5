package org.qudao.dealer.network;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the topic {@code dealer.node} carries: the node's state after a change, and the change itself. */
public record NodeEvent(
        String id,
        String name,
        NodeKind kind,
        @Nullable Channel channel,
        @Nullable String parentId,
        List<String> path,
        int level,
        NodeStatus status,
        @Nullable Tier tier,
        NodeChange change) {

    public static final List<String> TYPES = List.of("NodeCreated", "NodeChanged", "NodeMoved", "NodeStatusChanged");

    public static NodeEvent of(Node node, NodeChange change) {
        return new NodeEvent(
                node.id(),
                node.name(),
                node.kind(),
                node.channel(),
                node.parentId(),
                node.path(),
                node.level(),
                node.status(),
                node.tier(),
                change);
    }
}
