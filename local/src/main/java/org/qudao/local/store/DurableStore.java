package org.qudao.local.store;

import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A MongoDB-compatible store in one directory. An acknowledged write survives {@code kill -9}, and a power failure too unless
 * {@link Sync#NONE} is chosen. One process at a time may open a directory.
 */
public final class DurableStore implements AutoCloseable {

    /** What happens before a write is acknowledged, after its bytes were handed to the operating system. */
    public enum Sync {
        /** The file is synchronised with the disk: survives a power failure. */
        DISK,
        /** Nothing more: survives the death of the process, not of the machine. */
        NONE
    }

    private static final Logger log = LoggerFactory.getLogger(DurableStore.class);

    /** One connection per thread in the usual case, so that concurrent writers wait for one commit together. */
    private static final int CONNECTION_THREADS = 64;

    private final FileChannel lockChannel;
    private final FileLock lock;
    private final StoreFile file;
    private final MongoServer server;
    private final Checkpoints checkpoints;
    private final String uri;
    private final AtomicBoolean closed = new AtomicBoolean();

    private DurableStore(Path directory, int port, Sync sync, Duration checkpointEvery) throws IOException {
        Files.createDirectories(directory);
        lockChannel =
                FileChannel.open(directory.resolve("store.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock acquired = tryLock(lockChannel);
        if (acquired == null) {
            lockChannel.close();
            throw new DirectoryInUse(directory);
        }
        lock = acquired;
        file = openFile(directory, sync);
        GroupCommit commits = new GroupCommit(file.journal());
        server = new MongoServer(new StoreBackend(file, commits));
        try {
            server.bind(new InetSocketAddress("localhost", port), 1, CONNECTION_THREADS);
        } catch (RuntimeException notBound) {
            file.closeImmediately();
            lockChannel.close();
            throw notBound;
        }
        checkpoints = Checkpoints.start(file, commits, checkpointEvery);
        uri = "mongodb://localhost:" + server.getLocalAddress().getPort();
        log.info("Document store {} open in {}", uri, directory);
    }

    /**
     * Opens the store with {@link Sync#DISK}.
     *
     * @param port 0 takes a free one
     */
    public static DurableStore open(Path directory, int port) {
        return open(directory, port, Sync.DISK);
    }

    public static DurableStore open(Path directory, int port, Sync sync) {
        return open(directory, port, sync, Checkpoints.USUAL_INTERVAL);
    }

    static DurableStore open(Path directory, int port, Sync sync, Duration checkpointEvery) {
        try {
            return new DurableStore(directory, port, sync, checkpointEvery);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot open the document store in " + directory, e);
        }
    }

    /** Connection string without a database. */
    public String uri() {
        return uri;
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        server.shutdownNow();
        checkpoints.close();
        try {
            file.closeImmediately();
            lock.release();
            lockChannel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close the document store", e);
        }
    }

    private StoreFile openFile(Path directory, Sync sync) throws IOException {
        try {
            return StoreFile.open(directory, sync);
        } catch (AnotherForm e) {
            lockChannel.close();
            throw e;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    /** The directory is from an earlier build, and as that build left it. */
    public static final class AnotherForm extends IllegalStateException {
        AnotherForm(Path directory) {
            super(
                    "The document store in " + directory
                            + " was written by an earlier build, in a form that this one does not read. Nothing in it was changed: open it with that build, or start with an empty directory");
        }
    }

    public static final class DirectoryInUse extends RuntimeException {
        DirectoryInUse(Path directory) {
            super("The document store in " + directory + " is in use by another process");
        }
    }
}
