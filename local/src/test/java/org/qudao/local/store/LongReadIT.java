package org.qudao.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Random;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongReadIT {

    /** More than is kept in memory together. */
    private static final int DOCUMENTS = 40_000;

    private static final int BYTES = 1_000;
    private static final int A_FEW = 10;

    private final Random random = new Random(1);

    @TempDir
    private Path directory;

    @Test
    void aReadThatLastsLongerThanReplacedDataIsKeptSeesAllThatWasThereWhenItBegan() throws IOException {
        StoreFile file = StoreFile.open(directory, DurableStore.Sync.NONE);
        try {
            GroupCommit commits = new GroupCommit(file.journal());
            MVMap<Long, byte[]> documents = file.documents("db.read");
            replaceAll(documents, file, commits);

            int read = file.reading(() -> {
                Cursor<Long, byte[]> cursor = documents.cursor(null);
                int seen = 0;
                for (; seen < A_FEW; seen++) {
                    cursor.next();
                }
                long begun = System.nanoTime();
                while (System.nanoTime() - begun < 2_000_000L * StoreFile.RETENTION_MS) {
                    replaceAll(documents, file, commits);
                }
                for (; cursor.hasNext(); seen++) {
                    cursor.next();
                }
                return seen;
            });

            assertThat(read).isEqualTo(DOCUMENTS);
        } finally {
            file.closeImmediately();
        }
    }

    private void replaceAll(MVMap<Long, byte[]> documents, StoreFile file, GroupCommit commits) {
        for (long position = 0; position < DOCUMENTS; position++) {
            byte[] document = new byte[BYTES];
            random.nextBytes(document);
            documents.put(position, document);
        }
        try {
            file.checkpoint(commits.beginSegment(), commits);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
