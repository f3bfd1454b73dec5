package org.qudao.dealer.organising;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.qudao.dealer.network.Node;
import org.qudao.dealer.network.NodeStatus;
import org.qudao.dealer.network.Nodes;
import org.qudao.dealer.network.Objection;
import org.springframework.stereotype.Component;

/** What stands under a node is closed or moved before the node is closed. */
@Component
class OpenChildren {
    private final Nodes nodes;

    OpenChildren(Nodes nodes) {
        this.nodes = nodes;
    }

    /**
     * A courtesy, not an invariant: a child made at this very moment is left open, and can be closed or moved afterwards.
     *
     * @param toBeStored nodes that the store does not have yet
     */
    Optional<Objection> toClosing(String id, Collection<Node> toBeStored) {
        List<String> open = Stream.concat(
                        nodes.childrenOf(List.of(id)).stream(),
                        toBeStored.stream().filter(node -> id.equals(node.parentId())))
                .filter(child -> child.status() != NodeStatus.CLOSED)
                .map(Node::id)
                .sorted()
                .toList();
        return open.isEmpty()
                ? Optional.empty()
                : Optional.of(new Objection(
                        "children-open",
                        "Close or move what stands under %s first: %s%s"
                                .formatted(
                                        id,
                                        String.join(", ", open.subList(0, Math.min(10, open.size()))),
                                        open.size() > 10 ? " and " + (open.size() - 10) + " more" : "")));
    }
}
