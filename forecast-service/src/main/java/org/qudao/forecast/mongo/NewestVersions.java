package org.qudao.forecast.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.qudao.platform.events.Versioned;

/**
 * Keeps the newest version of each document of a view. The versions are read first, because an upsert "where the version is older"
 * would insert a second document for an older one, and be refused.
 */
final class NewestVersions {
    private static final int MOST_ATTEMPTS = 10;

    private NewestVersions() {}

    /** @throws IllegalStateException when others keep writing the same documents; the batch can be repeated */
    static void keep(MongoCollection<Document> view, List<Versioned> batch) {
        Map<String, Versioned> pending = new HashMap<>();
        batch.forEach(one -> pending.merge(one.id(), one, (a, b) -> a.version() >= b.version() ? a : b));
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Map<String, Long> known = versions(view, pending);
            pending.values().removeIf(one -> known.getOrDefault(one.id(), -1L) >= one.version());
            if (pending.isEmpty() || write(view, pending, known)) {
                return;
            }
        }
        throw new IllegalStateException("others keep writing the same documents of " + view.getNamespace());
    }

    private static Map<String, Long> versions(MongoCollection<Document> view, Map<String, Versioned> pending) {
        Map<String, Long> known = new HashMap<>();
        view.find(Filters.in("_id", pending.keySet()))
                .projection(Projections.include("version"))
                .forEach(document -> known.put(
                        document.getString("_id"),
                        document.get("version", Number.class).longValue()));
        return known;
    }

    /** Answers whether nobody else came between reading the versions and writing. */
    private static boolean write(
            MongoCollection<Document> view, Map<String, Versioned> pending, Map<String, Long> known) {
        List<Document> fresh = new ArrayList<>();
        List<WriteModel<Document>> replaced = new ArrayList<>();
        for (Versioned one : pending.values()) {
            Document state = new Document(one.state()).append("version", one.version());
            Long before = known.get(one.id());
            if (before == null) {
                fresh.add(state.append("_id", one.id()));
            } else {
                Document sameVersion = new Document("_id", one.id()).append("version", before);
                replaced.add(new UpdateOneModel<>(sameVersion, new Document("$set", state)));
            }
        }
        boolean alone = fresh.isEmpty() || inserted(view, fresh);
        if (!replaced.isEmpty()) {
            alone &= view.bulkWrite(replaced, new BulkWriteOptions().ordered(false))
                            .getMatchedCount()
                    == replaced.size();
        }
        return alone;
    }

    private static boolean inserted(MongoCollection<Document> view, List<Document> fresh) {
        try {
            view.insertMany(fresh, new InsertManyOptions().ordered(false));
            return true;
        } catch (MongoBulkWriteException e) {
            boolean onlyDuplicates = e.getWriteConcernError() == null
                    && e.getWriteErrors().stream()
                            .allMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY);
            if (!onlyDuplicates) {
                throw e;
            }
            return false;
        }
    }
}
