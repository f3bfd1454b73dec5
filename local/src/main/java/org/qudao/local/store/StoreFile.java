package org.qudao.local.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.DataType;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;

/**
 * The named maps in which everything is kept: documents and index entries. A change goes into the journal before it is
 * acknowledged and into the file at the next checkpoint; at the start the journal is applied to what the file has. A checkpoint may be
 * taken while changes go on, for the journal that begins with it repeats them all, and repeating a change changes nothing.
 */
final class StoreFile {

    private static final String DOCUMENTS = "documents.";
    private static final String INDEX = "entries.";

    /** Names of indexes over arrays; see {@link IndexMap}. */
    private static final String ARRAY_INDEXES = "arrayIndexes";

    /**
     * For pages that were read or written lately. A page is in the operating system's cache, too, and quickly read again; what is kept
     * here grows old and makes the collector's long pauses longer.
     */
    private static final int CACHE_MEGABYTES = 24;

    /** Small pages: every update copies the page it is in. */
    private static final int PAGE_BYTES = 2 * 1024;
    /** How long the file keeps replaced data for a recovery that still needs it, and longer for who is {@link #reading}. */
    static final int RETENTION_MS = 2_000;

    private static final long SMALL_FILE_BYTES = 64L * 1024 * 1024;
    /** Share of live data below which chunks are rewritten. */
    private static final int LIVE_PERCENT = 40;
    /** A checkpoint writes at most this much on top of the changes themselves. */
    private static final int COMPACTION_STEP_BYTES = 16 * 1024 * 1024;

    private static final LongDataType POSITION = LongDataType.INSTANCE;
    private static final ByteArrayDataType DOCUMENT = ByteArrayDataType.INSTANCE;
    private static final ByteArrayDataType INDEX_KEY = ByteArrayDataType.INSTANCE;
    private static final StringDataType TEXT = StringDataType.INSTANCE;

    private final PatientFile bytes;
    private final MVStore file;
    private final Journal journal;
    private final DurableStore.Sync sync;

    private StoreFile(PatientFile bytes, MVStore file, Journal journal, DurableStore.Sync sync) {
        this.bytes = bytes;
        this.file = file;
        this.journal = journal;
        this.sync = sync;
    }

    static StoreFile open(Path directory, DurableStore.Sync sync) throws IOException {
        recover(directory);
        PatientFile bytes = openBytes(directory, true);
        return new StoreFile(bytes, openFile(bytes, directory), Journal.start(directory, sync), sync);
    }

    /** Brings what a crash left in the journal into the file. */
    private static void recover(Path directory) throws IOException {
        if (!Journal.isThere(directory)) {
            return;
        }
        MVStore file = openFile(openBytes(directory, false), directory);
        try {
            Journal.replay(directory, frame -> apply(frame, file, directory));
            file.commit();
            file.sync();
        } finally {
            file.closeImmediately();
        }
        Journal.delete(directory);
    }

    private static PatientFile openBytes(Path directory, boolean patient) {
        PatientFile bytes = new PatientFile(Map.of("cacheSize", CACHE_MEGABYTES, "pageSplitSize", PAGE_BYTES), patient);
        bytes.open(directory.resolve("store.mv").toString(), false, null);
        return bytes;
    }

    private static MVStore openFile(PatientFile bytes, Path directory) {
        MVStore file =
                new MVStore.Builder().adoptFileStore(bytes).autoCommitDisabled().open();
        file.setRetentionTime(RETENTION_MS);
        file.setVersionsToKeep(0);
        try {
            refuseAnotherForm(file.getMapNames().stream(), directory);
        } catch (DurableStore.AnotherForm e) {
            file.closeImmediately();
            throw e;
        }
        return file;
    }

    /** Builds before this one kept documents by their ids, and under other names. */
    private static void refuseAnotherForm(Stream<String> maps, Path directory) {
        if (!maps.allMatch(StoreFile::isKnown)) {
            throw new DurableStore.AnotherForm(directory);
        }
    }

    private static boolean isKnown(String map) {
        return map.startsWith(DOCUMENTS) || map.startsWith(INDEX) || map.equals(ARRAY_INDEXES);
    }

    private static void apply(ByteBuffer changes, MVStore file, Path directory) {
        while (changes.hasRemaining()) {
            Journal.Change change = Journal.Change.values()[changes.get()];
            String map = DataUtils.readString(changes);
            refuseAnotherForm(Stream.of(map), directory);
            if (change == Journal.Change.DROP) {
                file.removeMap(map);
            } else if (map.startsWith(DOCUMENTS)) {
                apply(change, file.openMap(map, plain(POSITION, DOCUMENT)), changes);
            } else if (map.startsWith(INDEX)) {
                apply(change, file.openMap(map, plain(INDEX_KEY, POSITION)), changes);
            } else {
                apply(change, file.openMap(map, plain(TEXT, TEXT)), changes);
            }
        }
    }

    private static <K, V> void apply(Journal.Change change, MVMap<K, V> map, ByteBuffer changes) {
        switch (change) {
            case PUT ->
                map.put(map.getKeyType().read(changes), map.getValueType().read(changes));
            case REMOVE -> map.remove(map.getKeyType().read(changes));
            case CLEAR -> map.clear();
            case DROP -> throw new IllegalStateException("handled before");
        }
    }

    private static <K, V> MVMap.Builder<K, V> plain(DataType<K> keyType, DataType<V> valueType) {
        return new MVMap.Builder<K, V>().keyType(keyType).valueType(valueType);
    }

    private <K, V> MVMap<K, V> journaled(String name, DataType<K> keyType, DataType<V> valueType) {
        return file.openMap(name, JournaledMap.builder(keyType, valueType, journal));
    }

    MVMap<Long, byte[]> documents(String collection) {
        return journaled(DOCUMENTS + collection, POSITION, DOCUMENT);
    }

    MVMap<byte[], Long> index(String collection, String index) {
        return journaled(indexMap(collection, index), INDEX_KEY, POSITION);
    }

    MVMap<String, String> arrayIndexes() {
        return journaled(ARRAY_INDEXES, TEXT, TEXT);
    }

    /** Names of the databases that have collections. */
    Set<String> databases() {
        return file.getMapNames().stream()
                .filter(name -> name.startsWith(DOCUMENTS))
                .map(name -> name.substring(DOCUMENTS.length(), name.indexOf('.', DOCUMENTS.length())))
                .collect(Collectors.toUnmodifiableSet());
    }

    void dropIndex(String collection, String index) {
        String map = indexMap(collection, index);
        arrayIndexes().remove(map);
        drop(map);
    }

    void dropDocuments(String collection) {
        drop(DOCUMENTS + collection);
    }

    void dropDatabase(String database) {
        file.getMapNames().stream()
                .filter(name -> name.startsWith(DOCUMENTS + database + ".") || name.startsWith(INDEX + database + "."))
                .toList()
                .forEach(this::drop);
    }

    private void drop(String map) {
        if (file.hasMap(map)) {
            file.removeMap(map);
            journal.drop(map);
        }
    }

    private static String indexMap(String collection, String index) {
        return INDEX + collection + "." + index;
    }

    Journal journal() {
        return journal;
    }

    /**
     * Runs it and keeps whatever it may be reading: a long read, of maps as they were when it began, would else find that checkpoints have
     * given the space of data away that was replaced meanwhile.
     */
    <T> T reading(Supplier<T> read) {
        MVStore.TxCounter version = file.registerVersionUsage();
        try {
            return read.get();
        } finally {
            file.deregisterVersionUsage(version);
        }
    }

    /** Bytes. */
    long size() {
        return file.getFileStore().size();
    }

    /**
     * Stores what has changed up to the beginning of this segment of the journal, and gives the space of replaced data back, a little
     * at a time. What is stored has each command's changes wholly or not at all, for a command that the crash cuts off is not in the
     * journal either.
     */
    void checkpoint(long segment, GroupCommit commands) throws IOException {
        commit(commands);
        if (size() > SMALL_FILE_BYTES && file.compact(LIVE_PERCENT, COMPACTION_STEP_BYTES)) {
            commit(commands);
        }
        if (sync == DurableStore.Sync.DISK) {
            file.sync();
        }
        journal.deleteBefore(segment);
    }

    private void commit(GroupCommit commands) {
        commands.betweenCommands(goOn -> {
            bytes.whenContentsAreKnown(goOn);
            file.commit();
        });
    }

    /** A checkpoint that waits for room is given up, and so is every later one. */
    void losePatience() {
        bytes.losePatience();
    }

    /** Without a last checkpoint: the journal has what the file lacks. */
    void closeImmediately() throws IOException {
        file.closeImmediately();
        journal.close();
    }
}
