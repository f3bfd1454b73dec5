package org.qudao.dealer.organising;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.qudao.dealer.network.Node;
import org.qudao.dealer.network.NodeChange;
import org.qudao.dealer.network.NodeKind;
import org.qudao.dealer.network.NodeStatus;
import org.qudao.platform.security.Scope;

/** Reading nodes as a caller may see them. */
public interface NodeDirectory {
    Optional<Node> find(Scope scope, String id);

    /** Ordered by id. */
    List<Node> list(Scope scope, Selection selection, @Nullable String after, int limit);

    Optional<LastChange> lastChange(Scope scope, String id);

    /** @param under the root of a subtree, itself included */
    record Selection(@Nullable NodeKind kind, @Nullable NodeStatus status, @Nullable String under) {}

    /** The newest change with the version that it led to; it may not have reached the history yet. */
    record LastChange(long version, NodeChange change) {}
}
