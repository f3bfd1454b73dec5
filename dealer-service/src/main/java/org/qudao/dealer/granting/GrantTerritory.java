package org.qudao.dealer.granting;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.qudao.dealer.network.Node;
import org.qudao.dealer.network.NodeStatus;
import org.qudao.dealer.network.NodeTree;
import org.qudao.dealer.network.Nodes;
import org.qudao.dealer.territory.Grant;
import org.qudao.dealer.territory.Territories;
import org.qudao.dealer.territory.Territory;
import org.qudao.platform.security.Caller;
import org.qudao.platform.security.Scope;
import org.qudao.platform.security.ScopeTree;
import org.qudao.platform.web.Refusal;
import org.springframework.stereotype.Service;

/** Grants a right, unless an exclusive one of somebody else stands in the way; a dealer and his outlets are one. */
@Service
class GrantTerritory {
    private final Territories territories;
    private final Nodes nodes;
    private final ScopeTree scopes;

    GrantTerritory(Territories territories, Nodes nodes, ScopeTree scopes) {
        this.territories = territories;
        this.nodes = nodes;
        this.scopes = scopes;
    }

    GrantView grant(Caller caller, String area, Grant wanted) {
        Scope scope = scopes.scopeOf(caller);
        Node node =
                scope.includes(wanted.nodeId()) ? nodes.find(wanted.nodeId()).orElseThrow(() -> unknown(wanted)) : null;
        if (node == null) {
            throw unknown(wanted);
        }
        if (!node.kind().sells() || node.status() == NodeStatus.CLOSED) {
            throw Refusal.conflict(
                    "cannot-hold-territory",
                    node.id() + " is a " + node.status() + " " + node.kind()
                            + "; territories are granted to dealers and outlets that are not closed");
        }
        return switch (decide(area, wanted, node)) {
            case Territory.Granted granted -> GrantView.of(area, granted.grant(), node);
            case Territory.AlreadyGranted already -> GrantView.of(area, already.grant(), node);
            case Territory.Overlaps overlaps -> throw overlap(area, overlaps.other(), scope);
            case Territory.Full full ->
                throw Refusal.conflict(
                        "territory-full", area + " holds " + Territory.MOST_GRANTS + " grants; cut it finer");
        };
    }

    /** Who is outside the caller's scope is not named, nor are the terms. */
    private static Refusal overlap(String area, Grant other, Scope scope) {
        return Refusal.conflict(
                "territory-overlap",
                scope.includes(other.nodeId())
                        ? "In %s this overlaps grant %s (%s).".formatted(area, other.id(), other.inWords())
                        : "In %s this overlaps a grant outside your regions; headquarters can say which."
                                .formatted(area));
    }

    /** The decision alone, for the import. */
    Territory.Granting decide(String area, Grant wanted, Node node) {
        return territories.decide(area, territory -> {
            Territory.Granting granting = territory.grant(wanted, Set.of());
            if (granting instanceof Territory.Overlaps) {
                // Seldom; only then the network is asked.
                granting = territory.grant(wanted, ofTheSameDealer(node, territory));
            }
            Optional<Territory> store =
                    granting instanceof Territory.Granted granted ? Optional.of(granted.territory()) : Optional.empty();
            return new Territories.Outcome<>(store, granting);
        });
    }

    /** Of those with a grant there: the dealer that the node sells for, his outlets, and the node itself. */
    private Set<String> ofTheSameDealer(Node node, Territory territory) {
        Node partner = new NodeTree(nodes.findAll(node.path()).values()).partnerOf(node.id());
        String dealer = partner == null ? node.id() : partner.id();
        List<String> granted = territory.grants().stream().map(Grant::nodeId).toList();
        return nodes.findAll(granted).values().stream()
                .filter(other -> other.path().contains(dealer))
                .map(Node::id)
                .collect(Collectors.toSet());
    }

    private static Refusal unknown(Grant wanted) {
        return Refusal.badRequest("nodeId", "there is no node '" + wanted.nodeId() + "'");
    }
}
