package org.qudao.dealer.organising;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.qudao.dealer.network.Channel;
import org.qudao.dealer.network.Node;
import org.qudao.dealer.network.NodeChange;
import org.qudao.dealer.network.NodeKind;
import org.qudao.dealer.network.NodeName;
import org.qudao.dealer.network.NodeStatus;
import org.qudao.dealer.network.Nodes;
import org.qudao.dealer.network.Placement;
import org.qudao.dealer.network.Tier;
import org.qudao.platform.security.Caller;
import org.qudao.platform.security.ScopeTree;
import org.qudao.platform.web.Refusal;
import org.springframework.stereotype.Service;

@Service
class CreateNode {
    private final Nodes nodes;
    private final ScopeTree scopes;
    private final Clock clock;

    CreateNode(Nodes nodes, ScopeTree scopes, Clock clock) {
        this.nodes = nodes;
        this.scopes = scopes;
        this.clock = clock;
    }

    record Wanted(
            String id,
            String name,
            NodeKind kind,
            @Nullable Channel channel,
            String parentId,
            @Nullable NodeStatus status,
            @Nullable Tier tier) {}

    Node create(Caller caller, Wanted wanted) {
        NodeName.fault(wanted.name()).ifPresent(fault -> {
            throw Refusal.badRequest("name", fault);
        });
        if (!scopes.scopeOf(caller).includes(wanted.parentId())) {
            throw noParent(wanted.parentId());
        }
        Node parent = nodes.find(wanted.parentId()).orElseThrow(() -> noParent(wanted.parentId()));
        Permission.refuse(Placement.toCreating(parent, wanted.kind(), wanted.channel()));
        Node node = Node.under(
                parent,
                wanted.id(),
                wanted.name(),
                wanted.kind(),
                wanted.channel(),
                wanted.status() == null ? firstStatus(wanted.kind()) : wanted.status(),
                wanted.tier());
        if (!nodes.add(node, NodeChange.between(null, node, caller.subject(), clock.instant(), null))) {
            throw Refusal.conflict("node-exists", "There is a node '" + node.id() + "' already.");
        }
        return node;
    }

    /** Partners begin their life cycle as prospects; regions and areas are in use at once. */
    static NodeStatus firstStatus(NodeKind kind) {
        return kind.sells() ? NodeStatus.PROSPECT : NodeStatus.ACTIVE;
    }

    private static Refusal noParent(String id) {
        return Refusal.badRequest("parentId", "there is no node '" + id + "'");
    }
}
