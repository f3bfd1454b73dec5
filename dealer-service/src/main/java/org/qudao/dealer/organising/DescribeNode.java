package org.qudao.dealer.organising;

import org.jspecify.annotations.Nullable;
import org.qudao.dealer.network.Node;
import org.qudao.dealer.network.NodeName;
import org.qudao.dealer.network.Nodes;
import org.qudao.dealer.network.Tier;
import org.qudao.platform.security.Caller;
import org.qudao.platform.security.ScopeTree;
import org.qudao.platform.web.Refusal;
import org.springframework.stereotype.Service;

/** Renames a node or gives it another tier; what is not stated stays. */
@Service
class DescribeNode {
    private final Nodes nodes;
    private final ScopeTree scopes;

    DescribeNode(Nodes nodes, ScopeTree scopes) {
        this.nodes = nodes;
        this.scopes = scopes;
    }

    Node describe(Caller caller, String id, @Nullable String name, @Nullable Tier tier) {
        Permission.toChange(caller, scopes.scopeOf(caller), id);
        if (name != null) {
            NodeName.fault(name).ifPresent(fault -> {
                throw Refusal.badRequest("name", fault);
            });
        }
        return nodes.change(id, caller.subject(), null, node -> {
                    Node named = name == null ? node : node.renamed(name);
                    return tier == null ? named : named.withTier(tier);
                })
                .orElseThrow(() -> Refusal.notFound("node", id));
    }
}
