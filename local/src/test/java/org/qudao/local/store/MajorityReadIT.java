package org.qudao.local.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.ReadConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store whose journal is written when the test lets it. */
class MajorityReadIT {

    @TempDir
    Path directory;

    private final Semaphore mayWrite = new Semaphore(1);
    private final AtomicInteger writes = new AtomicInteger();
    private final ExecutorService others = Executors.newVirtualThreadPerTaskExecutor();
    private StoreFile file;
    private MongoServer server;
    private MongoClient client;
    private MongoCollection<Document> orders;

    @BeforeEach
    void open() throws IOException {
        file = StoreFile.open(directory, DurableStore.Sync.NONE);
        server = new MongoServer(new StoreBackend(file, new GroupCommit(new HeldUp(file.journal()))));
        client = DurableStoreIT.connect(server.bindAndGetConnectionString());
        orders = client.getDatabase("shop").getCollection("orders");
        orders.insertOne(new Document("_id", "O-1").append("version", 2));
    }

    @AfterEach
    void close() throws IOException {
        mayWrite.release();
        others.close();
        client.close();
        server.shutdownNow();
        file.closeImmediately();
    }

    @Test
    void whatTheJournalHasNotGotIsSeenButNotByAMajorityRead() throws Exception {
        mayWrite.acquire();
        Future<?> cancel = others.submit(() -> orders.updateOne(eq("_id", "O-1"), set("version", 3)));
        await().until(() -> version(orders) == 3);

        Future<Integer> read = others.submit(() -> version(orders.withReadConcern(ReadConcern.MAJORITY)));
        assertThatThrownBy(() -> read.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(cancel.isDone()).isFalse();

        mayWrite.release();
        assertThat(read.get(10, TimeUnit.SECONDS)).isEqualTo(3);
        cancel.get(10, TimeUnit.SECONDS);
    }

    @Test
    void aMajorityReadWritesNothingWhenAllIsWritten() throws Exception {
        mayWrite.acquire();
        int before = writes.get();

        assertThat(version(orders.withReadConcern(ReadConcern.MAJORITY))).isEqualTo(2);
        assertThat(writes).hasValue(before);
    }

    private static int version(MongoCollection<Document> orders) {
        Document order = orders.find(eq("_id", "O-1")).first();
        return order == null ? 0 : order.getInteger("version");
    }

    private class HeldUp implements GroupCommit.Log {

        private final Journal journal;

        HeldUp(Journal journal) {
            this.journal = journal;
        }

        @Override
        public void cut() {
            journal.cut();
        }

        @Override
        public void write() {
            writes.incrementAndGet();
            mayWrite.acquireUninterruptibly();
            try {
                journal.write();
            } finally {
                mayWrite.release();
            }
        }

        @Override
        public long rotate() {
            return journal.rotate();
        }
    }
}
