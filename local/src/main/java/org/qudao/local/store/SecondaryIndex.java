package org.qudao.local.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** An index without uniqueness, which the library leaves out: the entry's key ends with the document's position. */
final class SecondaryIndex extends Index<Long> implements StoreIndex {

    private final MVMap<byte[], Long> map;
    private final IndexMap scans;

    SecondaryIndex(
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

    @Override
    public boolean needsWholeKey() {
        return false;
    }

    @Override
    public void add(Document document, Long position, MongoCollection<Long> collection) {
        entriesOf(document, position).forEach(key -> map.put(SortedKey.of(key), position));
    }

    @Override
    public void remove(Document document, long position) {
        entriesOf(document, position).forEach(key -> map.remove(SortedKey.of(key)));
    }

    /** A document does not know its position. */
    @Override
    public Long remove(Document document) {
        throw new UnsupportedOperationException("Entries are removed with their position");
    }

    @Override
    public void updateInPlace(
            Document oldDocument, Document newDocument, Long position, MongoCollection<Long> collection) {
        if (scans.hasSameKeys(oldDocument, newDocument)) {
            return;
        }
        List<List<@Nullable Object>> before = entriesOf(oldDocument, position);
        List<List<@Nullable Object>> after = entriesOf(newDocument, position);
        before.stream().filter(key -> !after.contains(key)).forEach(key -> map.remove(SortedKey.of(key)));
        after.stream().filter(key -> !before.contains(key)).forEach(key -> map.put(SortedKey.of(key), position));
    }

    private List<List<@Nullable Object>> entriesOf(Document document, Long position) {
        List<List<@Nullable Object>> keys = scans.keysOf(document);
        keys.forEach(key -> key.add(position));
        return keys;
    }

    @Override
    public @Nullable Long getPosition(Document document) {
        return null;
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Long> collection) {
        // Nothing to refuse.
    }

    @Override
    public void checkUpdate(Document oldDocument, Document newDocument, MongoCollection<Long> collection) {
        // Nothing to refuse.
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
