package org.qudao.local.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.Cursor;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.InMemoryCursor;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.List;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;

/** One database: its collections and indexes are named maps of the file. */
final class StoreDatabase extends AbstractSynchronizedMongoDatabase<Object> {

    static final String DATA_PREFIX = "data.";
    private static final String INDEX_PREFIX = "index.";
    /** Names of indexes over arrays; see {@link IndexMap}. */
    private static final String ARRAY_INDEXES = "arrayIndexes";

    private static final int FIRST_BATCH = 1_000;

    private final MVStore file;

    StoreDatabase(String name, MVStore file, CursorRegistry cursors) {
        super(name, cursors);
        this.file = file;
        initializeNamespacesAndIndexes();
    }

    @Override
    public Document handleCommand(
            Channel channel, String command, Document query, DatabaseResolver databases, Oplog oplog) {
        if (command.equalsIgnoreCase("aggregate")
                && resolveCollection(String.valueOf(query.get(command)), false) instanceof StoreCollection collection
                && query.get("pipeline") instanceof List<?> pipeline
                && !pipeline.isEmpty()
                && pipeline.getFirst() instanceof Document first
                && first.get("$match") instanceof Document match) {
            List<Document> stages = Aggregation.parse(query.get("pipeline"));
            return aggregateMatching(collection, match, stages.subList(1, stages.size()), query, databases, oplog);
        }
        if (command.equalsIgnoreCase("find")) {
            // Without a batch size everything would go into one message, which the driver refuses above 48 MB.
            query.putIfAbsent("batchSize", FIRST_BATCH);
        }
        return super.handleCommand(channel, command, query, databases, oplog);
    }

    /** A leading {@code $match} becomes a query, which can use an index; the library would filter all documents. */
    private Document aggregateMatching(
            StoreCollection collection,
            Document match,
            List<Document> stages,
            Document query,
            DatabaseResolver databases,
            Oplog oplog) {
        Aggregation aggregation = Aggregation.fromPipeline(stages, databases, this, collection, oplog);
        aggregation.validate(new Document(query).append("cursor", new Document()));
        try (Stream<Document> found = collection.matching(match)) {
            List<Document> results = aggregation.runStagesAsStream(found).toList();
            return firstBatch(collection, results, query);
        }
    }

    private Document firstBatch(StoreCollection collection, List<Document> results, Document query) {
        int wanted = query.get("cursor") instanceof Document cursor && cursor.get("batchSize") instanceof Number size
                ? size.intValue()
                : FIRST_BATCH;
        List<Document> first = results.subList(0, Math.min(Math.max(wanted, 0), results.size()));
        long cursorId = 0;
        if (first.size() < results.size()) {
            Cursor rest = new InMemoryCursor(
                    cursorRegistry.generateCursorId(), results.subList(first.size(), results.size()));
            cursorRegistry.add(rest);
            cursorId = rest.getId();
        }
        Document answer = new Document(
                "cursor",
                new Document("id", cursorId)
                        .append("ns", collection.getFullName())
                        .append("firstBatch", first));
        Utils.markOkay(answer);
        return answer;
    }

    @Override
    protected MongoCollection<Object> openOrCreateCollection(String name, CollectionOptions options) {
        return new StoreCollection(this, name, options, documents(name), cursorRegistry);
    }

    @Override
    protected Index<Object> openOrCreateUniqueIndex(
            String collection, String index, List<IndexKey> keys, boolean sparse) {
        if (keys.size() == 1 && keys.getFirst().getKey().equals("_id")) {
            return new IdIndex(documents(collection), index, keys);
        }
        MVMap<KeyValue, Object> map = file.openMap(
                indexMapName(collection, index),
                new MVMap.Builder<KeyValue, Object>().keyType(new KeyType()).valueType(new PositionType()));
        return new UniqueIndex(map, arrayIndexes(), index, keys, sparse);
    }

    @Override
    protected Index<Object> openOrCreateSecondaryIndex(
            String collection, String index, List<IndexKey> keys, boolean sparse) {
        MVMap<KeyValue, Object> map = file.openMap(
                indexMapName(collection, index),
                new MVMap.Builder<KeyValue, Object>().keyType(new KeyType()).valueType(new PositionType()));
        return new SecondaryIndex(map, arrayIndexes(), index, keys, sparse);
    }

    @Override
    protected void dropIndex(MongoCollection<Object> collection, String index) {
        super.dropIndex(collection, index);
        String map = indexMapName(collection.getCollectionName(), index);
        arrayIndexes().remove(map);
        if (file.hasMap(map)) {
            file.removeMap(map);
        }
    }

    @Override
    public void dropCollection(String name, Oplog oplog) {
        super.dropCollection(name, oplog);
        file.removeMap(documents(name));
    }

    @Override
    public void drop(Oplog oplog) {
        super.drop(oplog);
        file.getMapNames().stream()
                .filter(name -> name.startsWith(DATA_PREFIX + databaseName + ".")
                        || name.startsWith(INDEX_PREFIX + databaseName + "."))
                .toList()
                .forEach(file::removeMap);
    }

    @Override
    protected long getFileSize() {
        return file.getFileStore().size();
    }

    @Override
    protected long getStorageSize() {
        return getFileSize();
    }

    private MVMap<Object, byte[]> documents(String collection) {
        return file.openMap(
                DATA_PREFIX + getFullCollectionNamespace(collection),
                new MVMap.Builder<Object, byte[]>().keyType(new PositionType()).valueType(ByteArrayDataType.INSTANCE));
    }

    private MVMap<String, String> arrayIndexes() {
        return file.openMap(ARRAY_INDEXES);
    }

    private String indexMapName(String collection, String index) {
        return INDEX_PREFIX + getFullCollectionNamespace(collection) + "." + index;
    }
}
