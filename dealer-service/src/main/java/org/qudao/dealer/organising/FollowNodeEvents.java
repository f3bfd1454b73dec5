package org.qudao.dealer.organising;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.qudao.dealer.network.Node;
import org.qudao.dealer.network.NodeEvent;
import org.qudao.dealer.network.Nodes;
import org.qudao.platform.events.IncomingEvent;
import org.springframework.stereotype.Component;

/**
 * Reads the service's own node events: each change goes to the history, and paths are brought in line with the parents. A corrected
 * node publishes in its turn, so a move runs down the tree level by level, and a crash in the middle is resumed by redelivery. The
 * node itself is looked at as well as its children, because it may have been made under a parent that was just moving.
 */
@Component
class FollowNodeEvents {
    static final String WHO = "dealer-service";
    private final Nodes nodes;
    private final NodeHistory history;

    FollowNodeEvents(Nodes nodes, NodeHistory history) {
        this.nodes = nodes;
        this.history = history;
    }

    void follow(List<IncomingEvent<NodeEvent>> events) {
        history.keep(events.stream()
                .map(event -> new NodeHistory.Entry(
                        event.subject(),
                        event.version(),
                        event.type(),
                        event.data().change()))
                .toList());
        Set<String> changed = events.stream().map(IncomingEvent::subject).collect(Collectors.toSet());
        for (Node node : inQuestion(changed)) {
            bringInLine(node);
        }
    }

    /** The changed nodes and their children, where the path does not fit the parent's as far as this read can tell. */
    private List<Node> inQuestion(Set<String> changed) {
        Map<String, Node> selves = nodes.findAll(changed);
        List<Node> children = nodes.childrenOf(changed);
        Set<String> otherParents = new HashSet<>();
        selves.values().stream()
                .map(Node::parentId)
                .filter(parent -> parent != null && !selves.containsKey(parent))
                .forEach(otherParents::add);
        Map<String, Node> parents = nodes.findAll(otherParents);
        parents.putAll(selves);
        List<Node> inQuestion = new ArrayList<>(selves.values());
        inQuestion.addAll(children);
        inQuestion.removeIf(node -> {
            Node parent = node.parentId() == null ? null : parents.get(node.parentId());
            return parent == null || node.inLineWith(parent).isEmpty();
        });
        inQuestion.sort(java.util.Comparator.comparingInt(Node::level));
        return inQuestion;
    }

    private void bringInLine(Node suspect) {
        nodes.change(suspect.id(), WHO, "follows the move of a node above", node -> {
            String parentId = node.parentId();
            Optional<Node> parent = parentId == null ? Optional.empty() : nodes.find(parentId);
            return parent.flatMap(node::inLineWith).orElse(node);
        });
    }
}
