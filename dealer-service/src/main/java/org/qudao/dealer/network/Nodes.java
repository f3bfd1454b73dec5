package org.qudao.dealer.network;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The network as it is stored. Every write publishes the node's new state with the change that led to it. */
public interface Nodes {
    Optional<Node> find(String id);

    Map<String, Node> findAll(Collection<String> ids);

    /** Direct children of any of the parents. */
    List<Node> childrenOf(Collection<String> parentIds);

    /** Every node, for questions about the whole tree. */
    List<Node> all();

    /** False when the id is taken; then nothing is written. */
    boolean add(Node node, NodeChange creation);

    /** Adds the nodes in bulk and answers the ids that were taken. */
    Set<String> addAll(Map<Node, NodeChange> creations);

    /**
     * Applies the decision to the current state, again when somebody else was faster. Writes nothing when the decision
     * answers the state it was given.
     *
     * @return the state afterwards, or empty when there is no such node
     */
    Optional<Node> change(String id, String by, @Nullable String reason, UnaryOperator<Node> decision);
}
