package org.qudao.local.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoCollection;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.UpdateOperators;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterators;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One collection: a map from position to BSON bytes. A document's position is its number in the order of insertion, so that new
 * documents, which change most, lie together whatever their ids are. Writers take turns; readers do not wait for them, because every
 * read decodes its own copy of a document.
 */
final class StoreCollection extends AbstractMongoCollection<Long> {

    private static final Logger log = LoggerFactory.getLogger(StoreCollection.class);
    private static final String NATURAL = "$natural";
    private static final String NO_INDEX = "No index serves the query";

    private final MVMap<Long, byte[]> documents;
    private long lastPosition;
    /** Null in the library's own collections of names. */
    private volatile @Nullable IdIndex ids;

    private final List<StoreIndex> scannables = new CopyOnWriteArrayList<>();
    private final Set<String> scannedFor = ConcurrentHashMap.newKeySet();

    StoreCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            MVMap<Long, byte[]> documents,
            CursorRegistry cursors) {
        super(database, name, options, cursors);
        this.documents = documents;
        this.lastPosition = Objects.requireNonNullElse(documents.lastKey(), 0L);
    }

    Stream<Document> matching(Document query) {
        return existing(candidates(query, null, false).positions())
                .filter(document -> documentMatchesQuery(document, query));
    }

    @Override
    protected QueryResult queryDocuments(
            Document query, Document orderBy, int skip, int limit, int batchSize, Document projection) {
        Candidates candidates = candidates(query, orderBy, limit > 0);
        Comparator<Document> order = candidates.ordered() ? null : deriveComparator(orderBy);
        if (batchSize > 0 && skip == 0 && limit == 0 && order == null) {
            return inBatches(query, candidates, batchSize, projection);
        }
        return matchDocumentsFromStream(
                query, existing(candidates.positions()), skip, limit, batchSize, order, projection);
    }

    /** Reads no more documents than the batch has; where the others are is known now, whatever changes before they are asked for. */
    private QueryResult inBatches(Document query, Candidates candidates, int batchSize, Document projection) {
        PositionCursor cursor = new PositionCursor(
                cursorRegistry.generateCursorId(),
                candidates.positions().toList().iterator(),
                positions -> matchDocumentsFromStream(query, existing(positions.stream()), 0, 0, 0, null, projection)
                        .collectDocuments());
        List<Document> first = cursor.takeDocuments(batchSize);
        if (cursor.isEmpty()) {
            return new QueryResult(first);
        }
        cursorRegistry.add(cursor);
        return new QueryResult(first, cursor);
    }

    /** @param positions none twice */
    private record Candidates(Stream<Long> positions, boolean ordered) {}

    private Candidates candidates(Document query, @Nullable Document orderBy, boolean limited) {
        Conditions conditions = Conditions.of(query);
        List<Object> wanted = conditions.valuesOf(IdIndex.FIELD);
        IdIndex known = ids;
        if (wanted != null && known != null) {
            return new Candidates(wanted.stream().map(known::positionOf).filter(Objects::nonNull), false);
        }
        Optional<Plan> best = scannables.stream()
                .map(index -> Plan.of(index, conditions, orderBy, limited))
                .flatMap(Optional::stream)
                .max(Comparator.comparingInt(Plan::merit));
        if (best.isPresent()) {
            return new Candidates(best.get().positions(), best.get().ordered());
        }
        Candidates all = inOrderOfInsertion(orderBy);
        noteScan(conditions, orderBy, limited, all.ordered());
        return all;
    }

    /** A full scan is right for a query that wants all documents; any other lacks an index, which is said once. */
    private void noteScan(Conditions conditions, @Nullable Document orderBy, boolean limited, boolean ordered) {
        Set<String> fields = conditions.fields();
        boolean sortsAllForFew = limited && orderBy != null && !orderBy.isEmpty() && !ordered;
        if ((fields.isEmpty() || fields.equals(Set.of(IdIndex.FIELD))) && !sortsAllForFew
                || getCollectionName().startsWith("system.")) {
            return;
        }
        String shape = fields + (orderBy == null ? "" : " sorted by " + orderBy.keySet());
        if (scannedFor.add(shape)) {
            log.warn("{} on {} {}", NO_INDEX, getFullName(), shape);
        }
    }

    private Candidates inOrderOfInsertion(@Nullable Document orderBy) {
        Object natural = orderBy != null && orderBy.size() == 1 ? orderBy.get(NATURAL) : null;
        boolean backwards = Plan.Direction.of(natural) == Plan.Direction.DESCENDING;
        Cursor<Long, byte[]> cursor = documents.cursor(backwards ? Long.MAX_VALUE : null, null, backwards);
        return new Candidates(
                StreamSupport.stream(Spliterators.spliteratorUnknownSize(cursor, 0), false), natural != null);
    }

    private Stream<Document> existing(Stream<Long> positions) {
        return positions.map(documents::get).filter(Objects::nonNull).map(Values::decode);
    }

    @Override
    protected QueryResult matchDocuments(
            Document query, Document orderBy, int skip, int limit, int batchSize, Document projection) {
        return queryDocuments(query, orderBy, skip, limit, batchSize, projection);
    }

    @Override
    protected Long addDocumentInternal(Document document) {
        lastPosition++;
        documents.put(lastPosition, Values.encode(document));
        return lastPosition;
    }

    @Override
    protected void handleUpdate(Long position, Document oldDocument, Document newDocument) {
        documents.put(position, Values.encode(newDocument));
    }

    @Override
    protected void removeDocument(Long position) {
        if (documents.remove(position) == null) {
            throw new NoSuchElementException("No document at " + position);
        }
    }

    @Override
    protected @Nullable Document getDocument(Long position) {
        byte[] bson = documents.get(position);
        return bson == null ? null : Values.decode(bson);
    }

    @Override
    protected Stream<DocumentWithPosition<Long>> streamAllDocumentsWithPosition() {
        return documents.entrySet().stream()
                .map(entry -> new DocumentWithPosition<>(Values.decode(entry.getValue()), entry.getKey()));
    }

    @Override
    public int count() {
        return documents.size();
    }

    @Override
    public boolean isEmpty() {
        return documents.isEmpty();
    }

    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected void updateDataSize(int sizeDelta) {
        // Not tracked: it would be one more map to write for every document.
    }

    @Override
    protected int getDataSize() {
        return 0;
    }

    @Override
    public synchronized void addIndex(Index<Long> index) {
        boolean known =
                getIndexes().stream().anyMatch(existing -> existing.getName().equals(index.getName()));
        super.addIndex(index);
        if (!known && index instanceof StoreIndex scannable) {
            scannables.add(scannable);
        }
        if (index instanceof IdIndex byId) {
            ids = byId;
        }
    }

    @Override
    public synchronized void dropIndex(String name) {
        scannables.removeIf(
                index -> index instanceof Index<?> known && known.getName().equals(name));
        super.dropIndex(name);
    }

    @Override
    public synchronized void addDocument(Document document) {
        super.addDocument(document);
    }

    @Override
    public synchronized void addDocuments(Stream<Document> added) {
        super.addDocuments(added);
    }

    @Override
    public synchronized List<Document> insertDocuments(List<Document> inserted, boolean isOrdered) {
        return super.insertDocuments(inserted, isOrdered);
    }

    @Override
    public synchronized Document updateDocuments(
            Document selector, Document update, ArrayFilters filters, boolean multi, boolean upsert, Oplog oplog) {
        return upsert || !UpdateOperators.arePlain(update)
                ? super.updateDocuments(selector, update, filters, multi, upsert, oplog)
                : updateExisting(selector, update, multi);
    }

    /** As the library does it, but with one copy of each document instead of seven. */
    private Document updateExisting(Document selector, Document update, boolean multi) {
        List<Document> matched = multi
                ? matching(selector).toList()
                : matching(selector).limit(1).toList();
        long modified =
                matched.stream().filter(document -> isChanged(document, update)).count();
        return new Document("n", matched.size()).append("nModified", (int) modified);
    }

    private boolean isChanged(Document before, Document update) {
        Long position = Objects.requireNonNull(Objects.requireNonNull(ids).getPosition(before));
        byte[] known = Objects.requireNonNull(documents.get(position));
        Document after = Values.decode(known);
        UpdateOperators.apply(update, after);
        byte[] changed = Values.encode(after);
        if (Arrays.equals(known, changed)) {
            return false;
        }
        for (Index<Long> index : getIndexes()) {
            index.checkUpdate(before, after, this);
        }
        for (Index<Long> index : getIndexes()) {
            index.updateInPlace(before, after, position, this);
        }
        documents.put(position, changed);
        return true;
    }

    @Override
    public synchronized Document findAndModify(Document query) {
        return super.findAndModify(query);
    }

    @Override
    public synchronized int deleteDocuments(Document selector, int limit, Oplog oplog) {
        return super.deleteDocuments(selector, limit, oplog);
    }

    @Override
    public synchronized void removeDocument(Document document) {
        IdIndex known = ids;
        if (known == null) {
            super.removeDocument(document);
            return;
        }
        Long position = Objects.requireNonNull(known.getPosition(document));
        scannables.forEach(index -> index.remove(document, position));
        removeDocument(position);
    }

    @Override
    public synchronized void renameTo(MongoDatabase newDatabase, String newName) {
        super.renameTo(newDatabase, newName);
    }
}
