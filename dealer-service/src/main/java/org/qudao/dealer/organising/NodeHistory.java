package org.qudao.dealer.organising;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qudao.dealer.network.NodeChange;

/** Every change of every node. */
public interface NodeHistory {
    /** Keeps the entries; those that are kept already change nothing. */
    void keep(List<Entry> entries);

    List<Entry> newestFirst(String nodeId, @Nullable Long beforeVersion, int limit);

    record Entry(String nodeId, long version, String type, NodeChange change) {}
}
