package org.qudao.platform.security;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.util.HashSet;
import java.util.Set;
import org.bson.Document;

/**
 * Finds the nodes at and below a node, in this service's own {@code nodes} collection (the aggregates themselves in dealer-service,
 * a view of {@code dealer.node} elsewhere): documents with {@code _id} and {@code path}, the ids from the root to the node itself.
 */
public final class ScopeTree {

    public static final String COLLECTION = "nodes";
    public static final String PATH = "path";

    private final MongoDatabase database;

    ScopeTree(MongoDatabase database) {
        this.database = database;
    }

    /** Everything for headquarters and services; else the caller's node and below, or nothing without a node. */
    public Scope scopeOf(Caller caller) {
        if (caller.seesEverything()) {
            return Scope.everything();
        }
        return caller.nodeId() == null ? Scope.of(Set.of()) : below(caller.nodeId());
    }

    /** The node itself and all below it. The node itself is inside even before the view has learned of it. */
    public Scope below(String nodeId) {
        Set<String> ids = new HashSet<>();
        ids.add(nodeId);
        database.getCollection(COLLECTION)
                .find(Filters.eq(PATH, nodeId))
                .projection(new Document("_id", 1))
                .forEach(node -> ids.add(node.getString("_id")));
        return Scope.of(ids);
    }
}
