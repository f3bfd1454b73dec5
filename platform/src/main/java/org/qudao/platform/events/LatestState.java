package org.qudao.platform.events;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/**
 * A view that keeps the newest state of each aggregate: a duplicate, a late or a replayed event changes nothing. One round trip per
 * batch.
 */
public final class LatestState {

    private LatestState() {}

    /** Sets {@code _id}, {@code version} and the state's fields where the stored version is older or absent. */
    public static void upsertIfNewer(MongoCollection<Document> view, List<Versioned> batch) {
        if (batch.isEmpty()) {
            return;
        }
        Map<String, Versioned> newest = new HashMap<>();
        batch.forEach(one -> newest.merge(one.id(), one, (a, b) -> a.version() >= b.version() ? a : b));
        List<WriteModel<Document>> writes = newest.values().stream()
                .<WriteModel<Document>>map(one -> new UpdateOneModel<>(
                        Filters.and(Filters.eq("_id", one.id()), Filters.lt("version", one.version())),
                        new Document("$set", new Document(one.state()).append("version", one.version())),
                        new UpdateOptions().upsert(true)))
                .toList();
        try {
            view.bulkWrite(writes, new BulkWriteOptions().ordered(false));
        } catch (MongoBulkWriteException e) {
            // The upsert of an older version finds no older document and then meets the newer one's _id.
            if (e.getWriteConcernError() != null
                    || e.getWriteErrors().stream()
                            .anyMatch(error -> error.getCategory() != ErrorCategory.DUPLICATE_KEY)) {
                throw e;
            }
        }
    }
}
