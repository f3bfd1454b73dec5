package org.qudao.local.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.pushEach;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.ConnectionString;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurableStoreIT {

    private static final String EARLIER_MAP = "data.shop.orders";
    private static final MVMap.Builder<byte[], byte[]> BYTES = new MVMap.Builder<byte[], byte[]>()
            .keyType(ByteArrayDataType.INSTANCE)
            .valueType(ByteArrayDataType.INSTANCE);

    @TempDir
    Path directory;

    private DurableStore store;
    private MongoClient client;
    private MongoCollection<Document> orders;

    @BeforeEach
    void open() {
        store = DurableStore.open(directory, 0);
        client = connect(store.uri());
        orders = client.getDatabase("shop").getCollection("orders");
    }

    @AfterEach
    void close() {
        client.close();
        store.close();
    }

    static MongoClient connect(String uri) {
        return MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(uri))
                .writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .build());
    }

    private void reopen() {
        close();
        open();
    }

    /** As after a kill: what the disk has at this moment, opened elsewhere. */
    private void crash() throws IOException {
        Path copy = directory.resolveSibling("crashed-" + UUID.randomUUID());
        Files.createDirectory(copy);
        copy("journal-", copy); // first: a checkpoint in between moves changes from the journal to the file
        copy("store.mv", copy);
        close();
        directory = copy;
        open();
    }

    private void copy(String prefix, Path to) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith(prefix))
                    .toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private void fill(int count) {
        List<Document> batch = IntStream.range(0, count)
                .mapToObj(i -> new Document("_id", "O" + i)
                        .append("number", i)
                        .append("dealer", "D" + i % 10)
                        .append("status", i % 4 == 0 ? "OPEN" : "DONE")
                        .append("on", "2013-%02d-01".formatted(1 + i % 12))
                        .append("path", List.of("HQ", "R" + i % 3, "D" + i % 10))
                        .append("lines", List.of(new Document("sku", "S" + i % 5).append("quantity", i)))
                        .append("total", new Decimal128(new BigDecimal(i + ".25"))))
                .toList();
        orders.insertMany(batch);
    }

    @Test
    void answersHelloAsAWritableServer() {
        Document hello = client.getDatabase("admin").runCommand(new Document("hello", 1));
        assertThat(hello.getBoolean("isWritablePrimary")).isTrue();
        assertThat(client.getDatabase("admin")
                        .runCommand(new Document("ismaster", 1))
                        .getBoolean("ismaster"))
                .isTrue();
    }

    @Test
    void keepsEveryTypeOfValueOverARestart() {
        Document all = new Document("_id", "X")
                .append("text", "渠道")
                .append("int", 7)
                .append("long", 1L << 60)
                .append("money", new Decimal128(new BigDecimal("80450596.98")))
                .append("at", new Date(1_700_000_000_000L))
                .append("nothing", null)
                .append("list", List.of(1, "two", new Document("three", 3)))
                .append("yes", true);
        orders.insertOne(all);
        reopen();
        assertThat(orders.find(eq("_id", "X")).first()).isEqualTo(all);
    }

    @Test
    void keepsUniqueIndexesOverARestart() {
        orders.createIndex(
                Indexes.ascending("number"),
                new IndexOptions().name("number_unique").unique(true));
        fill(3);
        reopen();
        assertThatThrownBy(() -> orders.insertOne(new Document("_id", "other").append("number", 1)))
                .hasMessageContaining("E11000");
        assertThat(orders.find(eq("number", 1)).first()).containsEntry("_id", "O1");
        assertThat(orders.countDocuments()).isEqualTo(3);
    }

    @Test
    void findsTheSameWithAndWithoutASecondaryIndex() {
        fill(500);
        List<List<Document>> scanned = answers();
        orders.createIndex(Indexes.ascending("dealer", "status", "on"), new IndexOptions().name("dealer_status_on"));
        orders.createIndex(Indexes.ascending("path"), new IndexOptions().name("path"));
        orders.createIndex(Indexes.ascending("lines.sku", "number"), new IndexOptions().name("sku_number"));
        orders.createIndex(Indexes.descending("on"), new IndexOptions().name("on"));
        orders.createIndex(Indexes.ascending("number"), new IndexOptions().name("number"));
        orders.createIndex(Indexes.ascending("status"), new IndexOptions().name("status"));
        assertThat(answers()).isEqualTo(scanned);
        orders.updateMany(eq("dealer", "D3"), combine(set("dealer", "D4"), set("path", List.of("HQ"))));
        orders.deleteMany(eq("dealer", "D5"));
        List<List<Document>> indexed = answers();
        reopen();
        assertThat(answers()).isEqualTo(indexed);
        orders.dropIndexes();
        assertThat(answers()).isEqualTo(indexed);
    }

    private List<List<Document>> answers() {
        var byId = Sorts.ascending("_id");
        return List.of(
                orders.find(eq("dealer", "D3")).sort(byId).into(new ArrayList<>()),
                orders.find(and(in("dealer", "D3", "D4", "none"), eq("status", "OPEN")))
                        .sort(byId)
                        .into(new ArrayList<>()),
                orders.find(and(
                                eq("dealer", "D4"),
                                eq("status", "DONE"),
                                gte("on", "2013-03-01"),
                                lt("on", "2013-09-01")))
                        .sort(Sorts.descending("on", "_id"))
                        .into(new ArrayList<>()),
                orders.find(and(eq("path", "R1"), gt("number", 100))).sort(byId).into(new ArrayList<>()),
                orders.find(eq("lines.sku", "S2"))
                        .sort(Sorts.ascending("number"))
                        .limit(7)
                        .into(new ArrayList<>()),
                orders.find()
                        .sort(Sorts.orderBy(Sorts.descending("on"), byId))
                        .limit(5)
                        .into(new ArrayList<>()),
                orders.find(gt("_id", "O2")).sort(byId).limit(11).into(new ArrayList<>()),
                orders.find(in("_id", "O7", "O5", "none")).sort(byId).into(new ArrayList<>()),
                orders.find(ne("status", "DONE")).sort(byId).into(new ArrayList<>()),
                orders.find(and(ne("number", 7), eq("status", "DONE")))
                        .sort(Sorts.descending("number"))
                        .limit(9)
                        .into(new ArrayList<>()),
                orders.find(ne("path", "R1")).sort(byId).into(new ArrayList<>()),
                orders.find(new Document("dealer", null)).into(new ArrayList<>()));
    }

    @Test
    void findsADocumentWhoseIndexedArrayIsEmpty() {
        orders.createIndex(Indexes.ascending("dealer", "path"), new IndexOptions().name("dealer_path"));
        orders.insertOne(new Document("_id", "E").append("dealer", "D").append("path", List.of()));
        orders.insertOne(new Document("_id", "F").append("dealer", "D").append("path", List.of("a", "b")));
        assertThat(orders.countDocuments(eq("dealer", "D"))).isEqualTo(2);
        assertThat(orders.countDocuments(and(eq("dealer", "D"), eq("path", "b"))))
                .isEqualTo(1);
    }

    @Test
    void updatesOnlyWhenTheWholeConditionHolds() {
        fill(20);
        orders.createIndex(Indexes.ascending("dealer"), new IndexOptions().name("dealer"));
        assertThat(orders.updateOne(and(eq("_id", "O1"), eq("status", "OPEN")), set("status", "X"))
                        .getMatchedCount())
                .isZero();
        assertThat(orders.updateOne(
                                and(eq("_id", "O4"), eq("status", "OPEN")),
                                combine(
                                        set("status", "X"),
                                        inc("total", new Decimal128(new BigDecimal("0.50"))),
                                        pushEach("outbox", List.of(new Document("id", 1), new Document("id", 2)))))
                        .getModifiedCount())
                .isEqualTo(1);
        orders.updateOne(eq("_id", "O4"), pull("outbox", new Document("id", new Document("$lte", 1))));
        Document changed = orders.find(eq("_id", "O4")).first();
        assertThat(changed.getList("outbox", Document.class)).containsExactly(new Document("id", 2));
        assertThat(changed.get("total")).isEqualTo(new Decimal128(new BigDecimal("4.75")));
        assertThat(orders.findOneAndUpdate(eq("_id", "O4"), set("status", "Y"))).containsEntry("status", "X");
    }

    @Test
    void replacesADocumentByAnEmptyOne() {
        fill(2);
        orders.replaceOne(eq("_id", "O1"), new Document());
        assertThat(orders.find(eq("_id", "O1")).first()).isEqualTo(new Document("_id", "O1"));
        assertThat(orders.find(eq("_id", "O0")).first()).containsKey("number");
    }

    @Test
    void takesUnorderedBulksAndNamesTheDuplicates() {
        fill(3);
        List<Document> batch = IntStream.range(0, 6)
                .mapToObj(i -> new Document("_id", "O" + i))
                .toList();
        MongoBulkWriteException refused = catchThrowableOfType(
                MongoBulkWriteException.class, () -> orders.insertMany(batch, new InsertManyOptions().ordered(false)));
        assertThat(refused.getWriteErrors())
                .extracting(error -> error.getIndex())
                .containsExactly(0, 1, 2);
        assertThat(refused.getWriteErrors()).allMatch(error -> error.getCode() == 11000);
        assertThat(orders.countDocuments()).isEqualTo(6);

        var result = orders.bulkWrite(
                List.of(
                        new UpdateOneModel<>(eq("_id", "O1"), set("a", 1)),
                        new UpdateOneModel<>(eq("_id", "new"), set("a", 1), new UpdateOptions().upsert(true)),
                        new InsertOneModel<>(new Document("_id", "last"))),
                new BulkWriteOptions().ordered(false));
        assertThat(result.getModifiedCount()).isEqualTo(1);
        assertThat(result.getUpserts()).hasSize(1);
        assertThat(orders.countDocuments()).isEqualTo(8);
    }

    @Test
    void updatesAndDeletesMoreDocumentsThanFitIntoABatch() {
        fill(2_500);
        assertThat(orders.updateMany(gte("number", 0), set("seen", true)).getModifiedCount())
                .isEqualTo(2_500);
        assertThat(orders.find(eq("seen", true)).into(new ArrayList<>())).hasSize(2_500);
        assertThat(orders.aggregate(List.of(Aggregates.match(eq("seen", true)))).into(new ArrayList<>()))
                .hasSize(2_500);
        assertThat(orders.deleteMany(eq("seen", true)).getDeletedCount()).isEqualTo(2_500);
    }

    @Test
    void readsTheDocumentsOfABatchOnlyWhenItIsAskedFor() {
        fill(2_500);
        List<String> met = new ArrayList<>();
        try (MongoCursor<Document> cursor =
                orders.find(gte("number", 0)).batchSize(1_000).cursor()) {
            met.add(cursor.next().getString("_id"));
            orders.updateMany(gte("number", 2_000), set("number", -1));
            orders.deleteMany(gte("number", 1_500));
            cursor.forEachRemaining(order -> met.add(order.getString("_id")));
        }
        Set<String> left = new HashSet<>();
        orders.find(gte("number", 0)).map(order -> order.getString("_id")).into(left);
        assertThat(met).doesNotHaveDuplicates().containsAll(left);
        assertThat(met.subList(1_000, met.size())).isSubsetOf(left);
    }

    @Test
    void aggregatesWithALeadingMatch() {
        fill(100);
        orders.createIndex(Indexes.ascending("status"), new IndexOptions().name("status"));
        List<Document> top = orders.aggregate(List.of(
                        Aggregates.match(eq("status", "OPEN")),
                        Aggregates.unwind("$lines"),
                        Aggregates.group("$lines.sku", Accumulators.sum("quantity", "$lines.quantity")),
                        Aggregates.sort(Sorts.descending("quantity")),
                        Aggregates.limit(1)))
                .into(new ArrayList<>());
        assertThat(top).containsExactly(new Document("_id", "S1").append("quantity", 16 + 36 + 56 + 76 + 96));
    }

    @Test
    void countsExactlyUnderSixteenConcurrentWriters() throws Exception {
        orders.insertOne(new Document("_id", "stock").append("available", 100));
        try (var threads = Executors.newFixedThreadPool(16)) {
            var attempts = IntStream.range(0, 400)
                    .mapToObj(i -> threads.submit(
                            () -> orders.updateOne(and(eq("_id", "stock"), gte("available", 1)), inc("available", -1))
                                    .getModifiedCount()))
                    .toList();
            long taken = 0;
            for (var attempt : attempts) {
                taken += attempt.get();
            }
            assertThat(taken).isEqualTo(100);
        }
        reopen();
        assertThat(orders.find(eq("_id", "stock")).first()).containsEntry("available", 0);
    }

    @Test
    void dropsACollectionWithItsIndexes() {
        MongoDatabase shop = client.getDatabase("shop");
        orders.createIndex(Indexes.ascending("dealer"), new IndexOptions().name("dealer"));
        fill(10);
        orders.drop();
        orders.createIndex(Indexes.ascending("dealer"), new IndexOptions().name("dealer"));
        assertThat(orders.countDocuments(eq("dealer", "D1"))).isZero();
        fill(10);
        shop.drop();
        assertThat(orders.countDocuments(eq("dealer", "D1"))).isZero();
        fill(10);
        assertThat(orders.countDocuments(eq("dealer", "D1"))).isEqualTo(1);
    }

    @Test
    void findsEverythingInTheJournalAfterACrash() throws IOException {
        orders.createIndex(Indexes.ascending("path"), new IndexOptions().name("path"));
        orders.createIndex(
                Indexes.ascending("number"),
                new IndexOptions().name("number_unique").unique(true));
        orders.createIndex(Indexes.ascending("status"), new IndexOptions().name("status"));
        fill(300);
        client.getDatabase("shop").getCollection("gone").insertOne(new Document("_id", 1));
        client.getDatabase("shop").getCollection("gone").drop();
        crash();
        orders.updateMany(eq("dealer", "D3"), combine(set("dealer", "D4"), set("path", List.of("HQ"))));
        orders.deleteMany(eq("dealer", "D5"));
        orders.dropIndex("status");
        List<List<Document>> before = answers();
        crash();
        assertThat(answers()).isEqualTo(before);
        assertThatThrownBy(() -> orders.insertOne(new Document("_id", "other").append("number", 1)))
                .hasMessageContaining("E11000");
        assertThat(orders.listIndexes().map(index -> index.getString("name")).into(new ArrayList<>()))
                .containsExactlyInAnyOrder("_id_", "path", "number_unique");
        assertThat(client.getDatabase("shop").listCollectionNames().into(new ArrayList<>()))
                .doesNotContain("gone");
        orders.dropIndexes();
        assertThat(answers()).isEqualTo(before);
    }

    @Test
    void findsDocumentsByIdsOfEveryKind() {
        List<Object> ascending = List.of(
                -7L,
                5,
                5.5,
                "a",
                "b",
                new Document("region", "HQ").append("month", 3),
                new ObjectId("65f0a1b2c3d4e5f6a7b8c9d0"),
                true,
                new Date(1_700_000_000_000L));
        List<Object> inserted = new ArrayList<>(ascending).reversed();
        inserted.forEach(id -> orders.insertOne(new Document("_id", id)));
        reopen();
        assertThat(orders.find().map(document -> document.get("_id")).into(new ArrayList<>()))
                .as("in the order of insertion")
                .isEqualTo(inserted);
        assertThatThrownBy(() -> orders.insertOne(new Document("_id", 5L))).hasMessageContaining("E11000");
        for (Object id : ascending) {
            assertThat(orders.find(eq("_id", id))).as("with the id %s", id).hasSize(1);
            assertThat(orders.updateOne(eq("_id", id), set("seen", true)).getModifiedCount())
                    .isEqualTo(1);
        }
        assertThat(orders.find(and(gt("_id", "a"), lt("_id", "c")))).hasSize(1);
        assertThat(orders.find(gte("_id", 5)).sort(Sorts.descending("_id")).map(document -> document.get("_id")))
                .containsExactly(5.5, 5);
        orders.deleteOne(eq("_id", 5.0));
        assertThat(orders.find(in("_id", 5, 5.5, "none"))).hasSize(1);
        orders.insertOne(new Document("_id", 5));
        assertThat(orders.countDocuments()).isEqualTo(ascending.size());
        assertThat(orders.find(eq("seen", true))).hasSize(ascending.size() - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"store.mv", "journal-000000000001"})
    void leavesAloneWhatAnEarlierBuildWroteInAnotherForm(String file, @TempDir Path earlier) throws IOException {
        if (file.startsWith("journal")) {
            writeEarlierJournal(earlier);
        } else {
            writeEarlierFile(earlier.resolve(file));
        }
        byte[] before = Files.readAllBytes(earlier.resolve(file));
        for (int attempt = 1; attempt <= 2; attempt++) {
            assertThatThrownBy(() -> DurableStore.open(earlier, 0))
                    .isInstanceOf(DurableStore.AnotherForm.class)
                    .hasMessageContaining(earlier + " was written by an earlier build");
        }
        assertThat(earlier.resolve(file)).hasBinaryContent(before);
    }

    private static void writeEarlierFile(Path file) {
        try (MVStore earlier = new MVStore.Builder().fileName(file.toString()).open()) {
            earlier.openMap(EARLIER_MAP, BYTES).put(new byte[] {1}, new byte[] {2});
        }
    }

    private static void writeEarlierJournal(Path directory) throws IOException {
        try (Journal journal = Journal.start(directory, DurableStore.Sync.NONE);
                MVStore other = new MVStore.Builder().open()) {
            journal.put(other.openMap(EARLIER_MAP, BYTES), new byte[] {1}, new byte[] {2});
            journal.cut();
            journal.write();
        }
    }

    @Test
    void refusesASecondStoreOnTheSameDirectory() {
        assertThatThrownBy(() -> DurableStore.open(directory, 0))
                .isInstanceOf(DurableStore.DirectoryInUse.class)
                .hasMessageContaining("in use by another process");
    }
}
