package org.qudao.local.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractUniqueIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Map;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** Refuses a second document with the same key. */
final class UniqueIndex extends AbstractUniqueIndex<Object> implements Scannable {

    private final MVMap<byte[], Object> map;
    private final IndexMap scans;

    UniqueIndex(
            MVMap<byte[], Object> map,
            MVMap<String, String> arrayIndexes,
            String name,
            List<IndexKey> keys,
            boolean sparse) {
        super(name, keys, sparse);
        this.map = map;
        this.scans = IndexMap.of(map, arrayIndexes, keys);
    }

    @Override
    public IndexMap scans() {
        return scans;
    }

    /** A document whose indexed array is empty has no entry, so part of the key is not enough to find all documents. */
    @Override
    public boolean needsWholeKey() {
        return scans.holdsArrays();
    }

    @Override
    public synchronized void add(Document document, Object position, MongoCollection<Object> collection) {
        scans.see(document);
        super.add(document, position, collection);
    }

    @Override
    public void checkUpdate(Document oldDocument, Document newDocument, MongoCollection<Object> collection) {
        if (!scans.hasSameKeys(oldDocument, newDocument)) {
            super.checkUpdate(oldDocument, newDocument, collection);
        }
    }

    @Override
    public void updateInPlace(
            Document oldDocument, Document newDocument, Object position, MongoCollection<Object> collection) {
        if (!scans.hasSameKeys(oldDocument, newDocument)) {
            super.updateInPlace(oldDocument, newDocument, position, collection);
        }
    }

    @Override
    protected @Nullable Object removeDocument(KeyValue key) {
        return map.remove(SortedKey.of(key));
    }

    @Override
    protected boolean putKeyPosition(KeyValue key, Object position) {
        return map.putIfAbsent(SortedKey.of(key), position) == null;
    }

    /** Queries are planned by {@link Plan}. */
    @Override
    protected Iterable<Map.Entry<KeyValue, Object>> getIterable() {
        throw new UnsupportedOperationException("Queries are planned elsewhere");
    }

    @Override
    protected @Nullable Object getPosition(KeyValue key) {
        return map.get(SortedKey.of(key));
    }

    @Override
    public long getCount() {
        return map.sizeAsLong();
    }

    @Override
    public long getDataSize() {
        return 0;
    }
}
