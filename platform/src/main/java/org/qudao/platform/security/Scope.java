package org.qudao.platform.security;

import com.mongodb.client.model.Filters;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** The nodes whose records a caller may see. It is part of the query, not a check after the read. */
public final class Scope {

    private static final Scope EVERYTHING = new Scope(null);

    private final @Nullable Set<String> nodeIds;

    private Scope(@Nullable Set<String> nodeIds) {
        this.nodeIds = nodeIds;
    }

    public static Scope everything() {
        return EVERYTHING;
    }

    public static Scope of(Set<String> nodeIds) {
        return new Scope(Set.copyOf(nodeIds));
    }

    public boolean includes(@Nullable String nodeId) {
        return nodeIds == null || (nodeId != null && nodeIds.contains(nodeId));
    }

    public boolean isEverything() {
        return nodeIds == null;
    }

    /** @throws IllegalStateException when the scope is everything: there is no list of everything */
    public Set<String> nodeIds() {
        if (nodeIds == null) {
            throw new IllegalStateException("the scope is everything");
        }
        return nodeIds;
    }

    /** To be combined (AND) with every query: the field that holds the node's id must be inside. */
    public Bson filter(String field) {
        return nodeIds == null ? new Document() : Filters.in(field, nodeIds);
    }
}
