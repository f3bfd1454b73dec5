package org.qudao.local.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.WriteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The changes since the last checkpoint, in the order in which they were made. Changes are collected in memory, cut between two
 * commands and appended to the newest segment as one frame: length, CRC-32C, changes. A frame that a crash cut off is recognised
 * and left out as a whole; nobody was told that it is stored.
 */
final class Journal implements GroupCommit.Log, AutoCloseable {

    /** What a change does, the first byte of its record; the map's name follows, then key and value as far as needed. */
    enum Change {
        PUT,
        REMOVE,
        CLEAR,
        DROP
    }

    private static final Logger log = LoggerFactory.getLogger(Journal.class);
    private static final String PREFIX = "journal-";
    private static final int FRAME_HEADER_BYTES = 2 * Integer.BYTES;

    private final Path directory;
    private final DurableStore.Sync sync;
    private final Reserve reserve;
    private final WriteBuffer changes = new WriteBuffer();
    /** Cut, but not (or not successfully) written yet. */
    private byte[] unwritten = {};

    private long number;
    private RandomAccessFile segment;
    private volatile long length;

    private Journal(Path directory, DurableStore.Sync sync, long number) throws IOException {
        this.directory = directory;
        this.sync = sync;
        this.reserve = Reserve.in(directory);
        this.number = number;
        this.segment = newSegment(number);
    }

    /** Starts the first segment; what was there before has been replayed and deleted. */
    static Journal start(Path directory, DurableStore.Sync sync) throws IOException {
        return new Journal(directory, sync, 1);
    }

    static boolean isThere(Path directory) throws IOException {
        return !segments(directory).isEmpty();
    }

    static void delete(Path directory) throws IOException {
        for (Path segment : segments(directory)) {
            Files.delete(segment);
        }
    }

    /**
     * Hands the frames of all segments to the reader, oldest first.
     *
     * @throws IOException when a segment other than the newest is damaged: it had been complete
     */
    static void replay(Path directory, Consumer<ByteBuffer> reader) throws IOException {
        List<Path> segments = segments(directory);
        for (Path path : segments) {
            ByteBuffer frames = ByteBuffer.wrap(Files.readAllBytes(path));
            while (frames.hasRemaining()) {
                int start = frames.position();
                ByteBuffer frame = nextFrame(frames);
                if (frame == null) {
                    String damage = "%s ends with %d bytes that are no whole frame"
                            .formatted(path.getFileName(), frames.capacity() - start);
                    if (!path.equals(segments.getLast())) {
                        throw new IOException(damage + ", although newer changes follow");
                    }
                    log.info("{}: not acknowledged, left out", damage);
                    break;
                }
                reader.accept(frame);
            }
        }
    }

    private static @Nullable ByteBuffer nextFrame(ByteBuffer frames) {
        if (frames.remaining() < FRAME_HEADER_BYTES) {
            return null;
        }
        int size = frames.getInt();
        int checksum = frames.getInt();
        if (size <= 0 || size > frames.remaining()) {
            return null;
        }
        ByteBuffer frame = frames.slice(frames.position(), size);
        if (checksum(frame.duplicate()) != checksum) {
            return null;
        }
        frames.position(frames.position() + size);
        return frame;
    }

    <K, V> void put(MVMap<K, V> map, K key, V value) {
        synchronized (changes) {
            begin(Change.PUT, map.getName());
            map.getKeyType().write(changes, key);
            map.getValueType().write(changes, value);
        }
    }

    <K> void remove(MVMap<K, ?> map, K key) {
        synchronized (changes) {
            begin(Change.REMOVE, map.getName());
            map.getKeyType().write(changes, key);
        }
    }

    void clear(MVMap<?, ?> map) {
        synchronized (changes) {
            begin(Change.CLEAR, map.getName());
        }
    }

    void drop(String map) {
        synchronized (changes) {
            begin(Change.DROP, map);
        }
    }

    private void begin(Change change, String map) {
        changes.put((byte) change.ordinal()).putVarInt(map.length()).putStringData(map, map.length());
    }

    @Override
    public void cut() {
        synchronized (changes) {
            ByteBuffer cut = changes.getBuffer().flip();
            byte[] all = new byte[unwritten.length + cut.remaining()];
            System.arraycopy(unwritten, 0, all, 0, unwritten.length);
            cut.get(all, unwritten.length, cut.remaining());
            unwritten = all;
            changes.clear();
        }
    }

    /** Appends what was cut. When that fails, the next attempt begins at the same place. */
    @Override
    public void write() {
        if (unwritten.length == 0) {
            return;
        }
        ByteBuffer frame = ByteBuffer.allocate(FRAME_HEADER_BYTES + unwritten.length);
        frame.putInt(unwritten.length)
                .putInt(checksum(ByteBuffer.wrap(unwritten)))
                .put(unwritten);
        try {
            appendEvenWhenFull(frame);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the document store's journal in " + directory, e);
        }
        length += frame.capacity();
        unwritten = new byte[0];
    }

    private void appendEvenWhenFull(ByteBuffer frame) throws IOException {
        try {
            append(frame);
        } catch (IOException e) {
            if (!reserve.release()) {
                throw e;
            }
            append(frame);
        }
    }

    private void append(ByteBuffer frame) throws IOException {
        segment.seek(length);
        segment.write(frame.array());
        if (sync == DurableStore.Sync.DISK) {
            segment.getChannel().force(false);
        }
    }

    /** Whether further changes can be written, whatever else fills the disk. */
    @Override
    public boolean hasRoom() {
        return reserve.isHeld();
    }

    /** Makes sure of room again, when the disk has it. */
    @Override
    public boolean regainRoom() {
        return reserve.take();
    }

    /** Bytes in the newest segment. */
    long length() {
        return length;
    }

    @Override
    public long rotate() {
        try {
            RandomAccessFile next = newSegment(number + 1);
            segment.close();
            segment = next;
            number++;
            length = 0;
            return number;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot begin a segment of the journal in " + directory, e);
        }
    }

    /** Deletes the segments before this one: their changes are in the file. */
    void deleteBefore(long firstToKeep) throws IOException {
        for (Path path : segments(directory)) {
            if (numberOf(path) < firstToKeep) {
                Files.delete(path);
            }
        }
    }

    @Override
    public void close() throws IOException {
        segment.close();
    }

    private RandomAccessFile newSegment(long segmentNumber) throws IOException {
        RandomAccessFile file = new RandomAccessFile(
                directory
                        .resolve(PREFIX + String.format(Locale.ROOT, "%012d", segmentNumber))
                        .toFile(),
                "rw");
        file.setLength(0);
        if (sync == DurableStore.Sync.DISK) {
            syncDirectory();
        }
        return file;
    }

    /** Or a power failure may take a new segment away by its name. */
    private void syncDirectory() throws IOException {
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        } catch (AccessDeniedException onWindows) {
            log.debug("Directories cannot be opened here; the file system keeps names by itself");
        }
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return (int) checksum.getValue();
    }

    private static List<Path> segments(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(path -> path.getFileName().toString().startsWith(PREFIX))
                    .sorted(Comparator.comparingLong(Journal::numberOf))
                    .toList();
        }
    }

    private static long numberOf(Path segment) {
        return Long.parseLong(segment.getFileName().toString().substring(PREFIX.length()));
    }
}
