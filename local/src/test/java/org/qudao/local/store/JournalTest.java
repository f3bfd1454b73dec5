package org.qudao.local.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bson.Document;
import org.h2.mvstore.DataUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private static final String FIRST = "journal-000000000001";

    @TempDir
    Path directory;

    private Journal journal;

    @BeforeEach
    void start() throws IOException {
        journal = Journal.start(directory, DurableStore.Sync.NONE);
    }

    private void commit(String... drops) {
        for (String drop : drops) {
            journal.drop(drop);
        }
        journal.cut();
        journal.write();
    }

    /** The dropped names, frame by frame. */
    private List<String> replayed() throws IOException {
        List<String> frames = new ArrayList<>();
        Journal.replay(directory, frame -> {
            StringBuilder names = new StringBuilder();
            while (frame.hasRemaining()) {
                assertThat(frame.get()).isEqualTo((byte) Journal.Change.DROP.ordinal());
                names.append(DataUtils.readString(frame));
            }
            frames.add(names.toString());
        });
        return frames;
    }

    @Test
    void replaysFramesInOrderAcrossSegments() throws IOException {
        commit("a", "b");
        commit("c");
        journal.rotate();
        commit("d");
        assertThat(replayed()).containsExactly("ab", "c", "d");
        journal.deleteBefore(2);
        assertThat(replayed()).containsExactly("d");
    }

    @Test
    void leavesOutAFrameThatACrashCutOffAtAnyByte() throws IOException {
        commit("first");
        long whole = Files.size(directory.resolve(FIRST));
        commit("second");
        byte[] all = Files.readAllBytes(directory.resolve(FIRST));
        for (int length = (int) whole; length < all.length; length++) {
            Files.write(directory.resolve(FIRST), Arrays.copyOf(all, length));
            assertThat(replayed()).as("cut at byte %d", length).containsExactly("first");
        }
    }

    @Test
    void leavesOutAFrameWhoseBytesNeverReachedTheDisk() throws IOException {
        commit("first");
        commit("second");
        byte[] all = Files.readAllBytes(directory.resolve(FIRST));
        all[all.length - 1] ^= 1;
        Files.write(directory.resolve(FIRST), all);
        assertThat(replayed()).containsExactly("first");
    }

    @Test
    void refusesDamageInASegmentThatWasComplete() throws IOException {
        commit("first");
        journal.rotate();
        commit("second");
        Files.write(directory.resolve(FIRST), new byte[] {1}, StandardOpenOption.APPEND);
        assertThatThrownBy(this::replayed).isInstanceOf(IOException.class).hasMessageContaining(FIRST);
    }

    @Test
    void refusesToStartOverADamagedJournal() throws IOException {
        commit("documents.shop.first");
        journal.rotate();
        commit("documents.shop.second");
        journal.close();
        Files.write(directory.resolve(FIRST), new byte[] {1}, StandardOpenOption.APPEND);
        assertThatThrownBy(() -> DurableStore.open(directory, 0).close()).hasStackTraceContaining(FIRST);
        assertThat(directory.resolve(FIRST)).exists();
    }

    @Test
    void keepsChangesThatCouldNotBeWrittenForTheNextAttempt() throws IOException {
        commit("first");
        journal.close(); // every write fails from here on
        assertThatThrownBy(() -> commit("second")).hasMessageContaining("journal");
        assertThatThrownBy(() -> commit("third")).hasMessageContaining("journal");
        assertThat(replayed()).containsExactly("first");
        journal.rotate();
        journal.write();
        assertThat(replayed()).containsExactly("first", "secondthird");
    }

    @Test
    void isEmptyAfterAProperEnd() throws IOException {
        Path other = directory.resolve("store");
        try (DurableStore store = DurableStore.open(other, 0);
                MongoClient client = DurableStoreIT.connect(store.uri())) {
            client.getDatabase("shop").getCollection("orders").insertOne(new Document("_id", 1));
        }
        List<ByteBuffer> frames = new ArrayList<>();
        Journal.replay(other, frames::add);
        assertThat(frames).isEmpty();
    }
}
