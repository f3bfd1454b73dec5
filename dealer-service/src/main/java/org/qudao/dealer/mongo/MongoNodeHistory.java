package org.qudao.dealer.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.qudao.dealer.organising.NodeHistory;
import org.springframework.stereotype.Component;

/** One document per change, named by node and version, so that a repeated event is refused by the id. */
@Component
class MongoNodeHistory implements NodeHistory {
    static final String COLLECTION = "node_history";
    private final MongoCollection<Document> changes;

    MongoNodeHistory(MongoDatabase database) {
        this.changes = database.getCollection(COLLECTION);
    }

    @Override
    public void keep(List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        List<Document> documents = entries.stream()
                .map(entry -> NodeDocuments.change(entry.change())
                        .append("_id", entry.nodeId() + "@" + entry.version())
                        .append("nodeId", entry.nodeId())
                        .append("version", entry.version())
                        .append("type", entry.type()))
                .toList();
        try {
            changes.insertMany(documents, new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException e) {
            if (e.getWriteConcernError() != null
                    || e.getWriteErrors().stream()
                            .anyMatch(error -> error.getCategory() != ErrorCategory.DUPLICATE_KEY)) {
                throw e;
            }
        }
    }

    @Override
    public List<Entry> newestFirst(String nodeId, @Nullable Long beforeVersion, int limit) {
        return changes.find(
                        beforeVersion == null
                                ? Filters.eq("nodeId", nodeId)
                                : Filters.and(Filters.eq("nodeId", nodeId), Filters.lt("version", beforeVersion)))
                .sort(Sorts.descending("version"))
                .limit(limit)
                .map(document -> new Entry(
                        nodeId,
                        document.getLong("version"),
                        document.getString("type"),
                        NodeDocuments.change(document)))
                .into(new ArrayList<>());
    }
}
