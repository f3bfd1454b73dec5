package org.qudao.local.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a disk of 40 MB that only the store's process sees, which needs root. */
class FullDiskIT {

    private static final int OUT_OF_DISK_SPACE = 14031;

    @TempDir
    Path directory;

    private final Set<Integer> acknowledged = new HashSet<>();
    private Process store;
    private MongoClient client;
    private MongoCollection<Document> orders;
    private int next;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(canMount(), "needs root and unshare, to mount a small disk");
        store = new ProcessBuilder(
                        "unshare",
                        "-m",
                        "sh",
                        "-c",
                        "mount -t tmpfs -o size=40m tmpfs " + directory + " && exec \"$0\" \"$@\"",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        StoreMain.class.getName(),
                        "--data",
                        directory.toString(),
                        "--port",
                        "0",
                        "--checkpoint-ms",
                        "20")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        client = DurableStoreIT.connect(KillIT.uriOf(store));
        orders = client.getDatabase("shop").getCollection("orders");
    }

    @AfterEach
    void end() throws Exception {
        if (store != null) {
            client.close();
            store.destroyForcibly().waitFor();
        }
    }

    @Test
    void refusesChangesWhileFullGoesOnReadingAndLosesNothing() throws Exception {
        write(200);
        fill();
        assertThatThrownBy(this::writeUntilRefused)
                .isInstanceOfSatisfying(
                        MongoException.class, e -> assertThat(e.getCode()).isEqualTo(OUT_OF_DISK_SPACE));
        assertThat(isWritable()).isFalse();
        assertThatThrownBy(() -> write(1)).hasMessageContaining("full");
        assertEverythingAcknowledgedIsThere();

        free();
        await().atMost(Duration.ofSeconds(20)).until(this::isWritable);
        write(200);
        assertEverythingAcknowledgedIsThere();
    }

    @Test
    void endsInOrderWhileFull() throws Exception {
        write(200);
        fill();
        assertThatThrownBy(this::writeUntilRefused).isInstanceOf(MongoException.class);
        store.destroy();
        assertThat(store.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    private void writeUntilRefused() {
        while (true) {
            write(1);
        }
    }

    private void write(int count) {
        for (int i = 0; i < count; i++) {
            orders.insertOne(new Document("_id", ++next).append("text", "x".repeat(2_000)));
            acknowledged.add(next);
        }
    }

    private boolean isWritable() {
        return client.getDatabase("shop").runCommand(new Document("hello", 1)).getBoolean("isWritablePrimary");
    }

    private void assertEverythingAcknowledgedIsThere() {
        Set<Integer> found = new HashSet<>();
        orders.find().forEach(order -> found.add(order.getInteger("_id")));
        assertThat(found).containsAll(acknowledged);
    }

    private Path filler() {
        return Path.of("/proc/" + store.pid() + "/root" + directory, "filler");
    }

    private void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (true) {
                out.write(new byte[4_096]);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private void free() throws IOException {
        Files.delete(filler());
    }

    private static boolean canMount() throws InterruptedException {
        try {
            return new ProcessBuilder("unshare", "-m", "true").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
