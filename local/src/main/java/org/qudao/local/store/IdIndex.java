package org.qudao.local.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.Collections;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** The index on {@code _id}: every document has one value there, which no update changes, and no other document has it. */
final class IdIndex extends Index<Long> implements StoreIndex {

    static final String FIELD = "_id";

    private final MVMap<byte[], Long> map;
    private final IndexMap scans;

    IdIndex(MVMap<byte[], Long> map, MVMap<String, String> arrayIndexes, String name, List<IndexKey> keys) {
        super(name, keys, false);
        this.map = map;
        this.scans = IndexMap.of(map, arrayIndexes, keys);
    }

    /** Null when no document has the id. */
    @Nullable
    Long positionOf(@Nullable Object id) {
        return map.get(keyOf(id));
    }

    private static byte[] keyOf(@Nullable Object id) {
        return SortedKey.of(Collections.singletonList(Values.normalized(id)));
    }

    @Override
    public IndexMap scans() {
        return scans;
    }

    @Override
    public boolean needsWholeKey() {
        return false;
    }

    @Override
    public boolean isUnique() {
        return true;
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Long> collection) {
        Object id = document.get(FIELD);
        if (positionOf(id) != null) {
            throw new DuplicateKeyError(this, collection, getKeys(), new KeyValue(id));
        }
    }

    @Override
    public void add(Document document, Long position, MongoCollection<Long> collection) {
        map.put(keyOf(document.get(FIELD)), position);
    }

    @Override
    public @Nullable Long getPosition(Document document) {
        return positionOf(document.get(FIELD));
    }

    @Override
    public @Nullable Long remove(Document document) {
        return map.remove(keyOf(document.get(FIELD)));
    }

    @Override
    public void remove(Document document, long position) {
        remove(document);
    }

    @Override
    public void checkUpdate(Document oldDocument, Document newDocument, MongoCollection<Long> collection) {
        // No update changes the _id.
    }

    @Override
    public void updateInPlace(
            Document oldDocument, Document newDocument, Long position, MongoCollection<Long> collection) {
        // As above.
    }

    /** Queries are planned by {@link Plan}. */
    @Override
    public boolean canHandle(Document query) {
        return false;
    }

    @Override
    public Iterable<Long> getPositions(Document query) {
        throw new UnsupportedOperationException("Queries are planned elsewhere");
    }

    @Override
    public long getCount() {
        return map.sizeAsLong();
    }

    @Override
    public long getDataSize() {
        return 0;
    }

    @Override
    public void drop() {
        map.clear();
    }
}
