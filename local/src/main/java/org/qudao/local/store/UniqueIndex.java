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
final class UniqueIndex extends AbstractUniqueIndex<Long> implements StoreIndex {

    private final MVMap<byte[], Long> map;
    private final IndexMap scans;

    UniqueIndex(
            MVMap<byte[], Long> map,
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
    public void remove(Document document, long position) {
        remove(document);
    }

    @Override
    public synchronized void add(Document document, Long position, MongoCollection<Long> collection) {
        scans.see(document);
        super.add(document, position, collection);
    }

    @Override
    public void checkUpdate(Document oldDocument, Document newDocument, MongoCollection<Long> collection) {
        if (!scans.hasSameKeys(oldDocument, newDocument)) {
            super.checkUpdate(oldDocument, newDocument, collection);
        }
    }

    @Override
    public void updateInPlace(
            Document oldDocument, Document newDocument, Long position, MongoCollection<Long> collection) {
        if (!scans.hasSameKeys(oldDocument, newDocument)) {
            super.updateInPlace(oldDocument, newDocument, position, collection);
        }
    }

    @Override
    protected @Nullable Long removeDocument(KeyValue key) {
        return map.remove(SortedKey.of(key));
    }

    @Override
    protected boolean putKeyPosition(KeyValue key, Long position) {
        return map.putIfAbsent(SortedKey.of(key), position) == null;
    }

    /** Queries are planned by {@link Plan}. */
    @Override
    protected Iterable<Map.Entry<KeyValue, Long>> getIterable() {
        throw new UnsupportedOperationException("Queries are planned elsewhere");
    }

    @Override
    protected @Nullable Long getPosition(KeyValue key) {
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
