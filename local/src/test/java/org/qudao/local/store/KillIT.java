package org.qudao.local.store;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillIT {

    private static final int ROUNDS = 4;
    private static final int WRITERS = 8;
    private static final int WRITES_BEFORE_KILL = 400;

    @TempDir
    Path directory;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    /** Counter document to the number of acknowledged increments. */
    private final Map<String, AtomicInteger> increments = new ConcurrentHashMap<>();

    @Test
    void losesNoAcknowledgedWriteWhenItIsKilled() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Process process = fork();
            try {
                String uri = uriOf(process);
                verify(uri);
                writeUntilKilled(uri, process, round);
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
        try (DurableStore store = DurableStore.open(directory, 0)) {
            verify(store.uri());
        }
        assertThat(acknowledged).hasSizeGreaterThan(ROUNDS * WRITES_BEFORE_KILL / 2);
    }

    private void writeUntilKilled(String uri, Process process, int round) {
        int before = acknowledged.size();
        try (MongoClient client = DurableStoreIT.connect(uri + "/?serverSelectionTimeoutMS=2000");
                var writers = Executors.newFixedThreadPool(WRITERS)) {
            MongoCollection<Document> orders = client.getDatabase("shop").getCollection("orders");
            orders.createIndex(
                    Indexes.ascending("number"),
                    new IndexOptions().name("number_unique").unique(true));
            orders.createIndex(Indexes.ascending("writer"), new IndexOptions().name("writer"));
            MongoCollection<Document> counters = client.getDatabase("shop").getCollection("counters");
            for (int writer = 0; writer < WRITERS; writer++) {
                String name = round + "-" + writer;
                writers.execute(() -> write(orders, counters, name));
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> acknowledged.size() - before > WRITES_BEFORE_KILL);
            process.destroyForcibly();
        }
    }

    private void write(MongoCollection<Document> orders, MongoCollection<Document> counters, String writer) {
        AtomicInteger count = increments.computeIfAbsent(writer, key -> new AtomicInteger());
        try {
            counters.insertOne(new Document("_id", writer).append("n", 0));
            for (int i = 0; ; i++) {
                String id = writer + "-" + i;
                orders.insertOne(
                        new Document("_id", id).append("number", "N" + id).append("writer", writer));
                acknowledged.add(id);
                counters.updateOne(eq("_id", writer), Updates.inc("n", 1));
                count.incrementAndGet();
            }
        } catch (MongoException killed) {
            // This write was not acknowledged: it may be there or not.
        }
    }

    private void verify(String uri) {
        try (MongoClient client = DurableStoreIT.connect(uri)) {
            MongoCollection<Document> orders = client.getDatabase("shop").getCollection("orders");
            Set<String> found = ConcurrentHashMap.newKeySet();
            orders.find().forEach(order -> found.add(order.getString("_id")));
            assertThat(found).containsAll(acknowledged);
            for (String id : found) {
                assertThat(orders.find(eq("number", "N" + id)).first()).containsEntry("_id", id);
            }
            increments.forEach((writer, count) -> {
                assertThat(orders.find(eq("writer", writer)).into(new ArrayList<>()))
                        .hasSize((int) found.stream()
                                .filter(id -> id.startsWith(writer + "-"))
                                .count());
                Document counter = client.getDatabase("shop")
                        .getCollection("counters")
                        .find(eq("_id", writer))
                        .first();
                assertThat(counter == null ? 0 : counter.getInteger("n")).isBetween(count.get(), count.get() + 1);
            });
        }
    }

    private Process fork() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        StoreMain.class.getName(),
                        "--data",
                        directory.toString(),
                        "--port",
                        "0",
                        "--checkpoint-ms", // so short that a kill falls into one
                        "20")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    static String uriOf(Process process) throws IOException {
        BufferedReader out = process.inputReader();
        String line;
        while ((line = out.readLine()) != null) {
            if (line.startsWith("READY ")) {
                return line.substring("READY ".length());
            }
        }
        throw new IllegalStateException("The store ended before it was ready");
    }
}
