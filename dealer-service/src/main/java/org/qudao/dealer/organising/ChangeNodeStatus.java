package org.qudao.dealer.organising;

import java.util.List;
import org.qudao.dealer.network.Node;
import org.qudao.dealer.network.NodeStatus;
import org.qudao.dealer.network.Nodes;
import org.qudao.dealer.network.Placement;
import org.qudao.platform.security.Caller;
import org.qudao.platform.security.ScopeTree;
import org.qudao.platform.web.Refusal;
import org.springframework.stereotype.Service;

/** Moves a node along its life cycle. What stands under a node is closed before the node. */
@Service
class ChangeNodeStatus {
    private final Nodes nodes;
    private final ScopeTree scopes;

    ChangeNodeStatus(Nodes nodes, ScopeTree scopes) {
        this.nodes = nodes;
        this.scopes = scopes;
    }

    Node change(Caller caller, String id, NodeStatus wanted, String reason) {
        Permission.toChange(caller, scopes.scopeOf(caller), id);
        return nodes.change(id, caller.subject(), reason, node -> {
                    Permission.refuse(Placement.toBecoming(node, wanted));
                    if (wanted == NodeStatus.CLOSED) {
                        refuseWhileChildrenAreOpen(id);
                    }
                    return node.withStatus(wanted);
                })
                .orElseThrow(() -> Refusal.notFound("node", id));
    }

    /** A courtesy, not an invariant: a child made at this very moment is left open, and can be closed or moved afterwards. */
    private void refuseWhileChildrenAreOpen(String id) {
        List<String> open = nodes.childrenOf(List.of(id)).stream()
                .filter(child -> child.status() != NodeStatus.CLOSED)
                .map(Node::id)
                .sorted()
                .toList();
        if (!open.isEmpty()) {
            throw Refusal.conflict(
                    "children-open",
                    "Close or move what stands under %s first: %s%s"
                            .formatted(
                                    id,
                                    String.join(", ", open.subList(0, Math.min(10, open.size()))),
                                    open.size() > 10 ? " and " + (open.size() - 10) + " more" : ""));
        }
    }
}
