package org.qudao.dealer.organising;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qudao.dealer.network.Channel;
import org.qudao.dealer.network.Node;
import org.qudao.dealer.network.NodeKind;
import org.qudao.dealer.network.NodeStatus;
import org.qudao.dealer.network.Tier;

@Schema(description = "A node of the network.")
record NodeView(
        String id,
        String name,
        NodeKind kind,
        @Nullable Channel channel,
        @Nullable String parentId,
        @Schema(
                        description =
                                "Ids from the root to the node itself; follows a move of an ancestor within a second or so.")
                List<String> path,
        @Schema(description = "Fixed for life; a parent's level is always smaller.") int level,
        NodeStatus status,
        @Nullable Tier tier) {
    static NodeView of(Node node) {
        return new NodeView(
                node.id(),
                node.name(),
                node.kind(),
                node.channel(),
                node.parentId(),
                node.path(),
                node.level(),
                node.status(),
                node.tier());
    }
}
