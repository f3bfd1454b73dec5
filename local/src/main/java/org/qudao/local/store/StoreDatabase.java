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
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.List;
import java.util.stream.Stream;

/** One database: its collections and indexes are named maps of the file. */
final class StoreDatabase extends AbstractSynchronizedMongoDatabase<Long> {

    private static final int FIRST_BATCH = 1_000;

    private final StoreFile file;

    StoreDatabase(String name, StoreFile file, CursorRegistry cursors) {
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
    protected MongoCollection<Long> openOrCreateCollection(String name, CollectionOptions options) {
        return new StoreCollection(this, name, options, file.documents(inFull(name)), cursorRegistry);
    }

    @Override
    protected Index<Long> openOrCreateUniqueIndex(
            String collection, String index, List<IndexKey> keys, boolean sparse) {
        if (keys.size() == 1 && keys.getFirst().getKey().equals("_id")) {
            return new IdIndex(file.index(inFull(collection), index), file.arrayIndexes(), index, keys);
        }
        return new UniqueIndex(file.index(inFull(collection), index), file.arrayIndexes(), index, keys, sparse);
    }

    @Override
    protected Index<Long> openOrCreateSecondaryIndex(
            String collection, String index, List<IndexKey> keys, boolean sparse) {
        return new SecondaryIndex(file.index(inFull(collection), index), file.arrayIndexes(), index, keys, sparse);
    }

    @Override
    protected void dropIndex(MongoCollection<Long> collection, String index) {
        super.dropIndex(collection, index);
        file.dropIndex(collection.getFullName(), index);
    }

    @Override
    public void dropCollection(String name, Oplog oplog) {
        super.dropCollection(name, oplog);
        file.dropDocuments(inFull(name));
    }

    @Override
    public void drop(Oplog oplog) {
        super.drop(oplog);
        file.dropDatabase(databaseName);
    }

    @Override
    protected long getFileSize() {
        return file.size();
    }

    @Override
    protected long getStorageSize() {
        return getFileSize();
    }

    private String inFull(String collection) {
        return getFullCollectionNamespace(collection);
    }
}
