package org.qudao.dealer.organising;

import org.qudao.dealer.network.Node;
import org.qudao.dealer.network.Nodes;
import org.qudao.dealer.network.Placement;
import org.qudao.platform.security.Caller;
import org.qudao.platform.security.Scope;
import org.qudao.platform.security.ScopeTree;
import org.qudao.platform.web.Refusal;
import org.springframework.stereotype.Service;

/** Moves a node with everything below it: its parent changes now, the paths below follow by {@link FollowNodeEvents}. */
@Service
class MoveNode {
    private final Nodes nodes;
    private final ScopeTree scopes;

    MoveNode(Nodes nodes, ScopeTree scopes) {
        this.nodes = nodes;
        this.scopes = scopes;
    }

    Node move(Caller caller, String id, String parentId) {
        Scope scope = scopes.scopeOf(caller);
        Permission.toChange(caller, scope, id);
        if (!scope.includes(parentId)) {
            throw noParent(parentId);
        }
        Node parent = nodes.find(parentId).orElseThrow(() -> noParent(parentId));
        return nodes.change(id, caller.subject(), null, node -> {
                    Permission.refuse(Placement.toMoving(node, parent));
                    return node.movedUnder(parent);
                })
                .orElseThrow(() -> Refusal.notFound("node", id));
    }

    private static Refusal noParent(String id) {
        return Refusal.badRequest("parentId", "there is no node '" + id + "'");
    }
}
