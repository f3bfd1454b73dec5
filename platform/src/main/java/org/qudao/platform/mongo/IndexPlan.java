package org.qudao.platform.mongo;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.util.ArrayList;
import java.util.List;

/** The indexes of one collection, created by name at start; declared as a bean beside the queries that need them. */
public final class IndexPlan {

    private record Index(String name, boolean unique, List<String> fields) {}

    private final String collection;
    private final List<Index> indexes = new ArrayList<>();

    private IndexPlan(String collection) {
        this.collection = collection;
    }

    public static IndexPlan on(String collection) {
        return new IndexPlan(collection);
    }

    public IndexPlan unique(String name, String... fields) {
        indexes.add(new Index(name, true, List.of(fields)));
        return this;
    }

    /** An index of other fields needs another name, or a store that has the one of before refuses it and the service does not start. */
    public IndexPlan index(String name, String... fields) {
        indexes.add(new Index(name, false, List.of(fields)));
        return this;
    }

    void createIn(MongoDatabase database) {
        for (Index index : indexes) {
            database.getCollection(collection)
                    .createIndex(
                            Indexes.ascending(index.fields()),
                            new IndexOptions().name(index.name()).unique(index.unique()));
        }
    }
}
