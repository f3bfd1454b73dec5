package org.qudao.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.LongDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointIT {

    private static final String ORDERS = "shop.orders";
    private static final String BY_ID = "_id_";
    private static final byte[] KEY = {1};
    private static final Set<Thread.State> WAITING_OR_DONE =
            EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING, Thread.State.TERMINATED);

    @TempDir
    Path directory;

    @TempDir
    Path copies;

    @Test
    void hasEveryCommandWhollyOrNotAtAll() throws IOException, InterruptedException {
        StoreFile file = StoreFile.open(directory, DurableStore.Sync.NONE);
        GroupCommit commands = new GroupCommit(file.journal());
        MVMap<Long, byte[]> documents = file.documents(ORDERS);
        MVMap<byte[], Long> ids = file.index(ORDERS, BY_ID);
        CountDownLatch half = new CountDownLatch(1);
        CountDownLatch rest = new CountDownLatch(1);
        Thread command = Thread.ofPlatform()
                .start(() -> commands.durably(() -> {
                    documents.put(1L, new byte[] {2});
                    half.countDown();
                    await(rest);
                    return ids.put(KEY, 1L);
                }));
        half.await();
        Thread checkpoint = Thread.ofPlatform().start(() -> checkpoint(file, commands));
        while (!WAITING_OR_DONE.contains(checkpoint.getState())) {
            Thread.onSpinWait();
        }
        assertThat(inTheFile("half"))
                .as("of a document and its entry, while the command is half applied")
                .isZero();
        rest.countDown();
        command.join();
        checkpoint.join();
        assertThat(inTheFile("whole"))
                .as("of a document and its entry, afterwards")
                .isEqualTo(2);
        file.closeImmediately();
    }

    private static void checkpoint(StoreFile file, GroupCommit commands) {
        try {
            file.checkpoint(0, commands);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a kill at this moment would leave it. */
    private long inTheFile(String name) throws IOException {
        Path copy = Files.copy(directory.resolve("store.mv"), copies.resolve(name));
        try (MVStore file =
                new MVStore.Builder().fileName(copy.toString()).readOnly().open()) {
            MVMap<Long, byte[]> documents = file.openMap(
                    "documents." + ORDERS,
                    new MVMap.Builder<Long, byte[]>()
                            .keyType(LongDataType.INSTANCE)
                            .valueType(ByteArrayDataType.INSTANCE));
            MVMap<byte[], Long> ids = file.openMap(
                    "entries." + ORDERS + "." + BY_ID,
                    new MVMap.Builder<byte[], Long>()
                            .keyType(ByteArrayDataType.INSTANCE)
                            .valueType(LongDataType.INSTANCE));
            return documents.sizeAsLong() + ids.sizeAsLong();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
