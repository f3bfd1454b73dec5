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

/** Moves a node along its life cycle. */
@Service
class ChangeNodeStatus {
    private final Nodes nodes;
    private final OpenChildren openChildren;
    private final ScopeTree scopes;

    ChangeNodeStatus(Nodes nodes, OpenChildren openChildren, ScopeTree scopes) {
        this.nodes = nodes;
        this.openChildren = openChildren;
        this.scopes = scopes;
    }

    Node change(Caller caller, String id, NodeStatus wanted, String reason) {
        Permission.toChange(caller, scopes.scopeOf(caller), id);
        return nodes.change(id, caller.subject(), reason, node -> {
                    Permission.refuse(Placement.toBecoming(node, wanted));
                    if (wanted == NodeStatus.CLOSED) {
                        Permission.refuse(openChildren.toClosing(id, List.of()));
                    }
                    return node.withStatus(wanted);
                })
                .orElseThrow(() -> Refusal.notFound("node", id));
    }
}
