package org.qudao.local.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.StringDataType;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/**
 * Collections that are written at the same time into one journal, and cut from it; the writers of one collection take turns. With real
 * threads, because files cannot be model-checked.
 */
@Param(name = "value", gen = IntGen.class, conf = "1:5")
@Param(name = "key", gen = IntGen.class, conf = "1:2")
public class JournaledMapInterleavings {

    private static final Path DIRECTORY = directory();
    private static Journal previous = start();

    private final Journal journal;
    private final GroupCommit commits;
    private final MVMap<String, String> orders;
    private final MVMap<String, String> products;

    public JournaledMapInterleavings() {
        close(previous);
        previous = start();
        journal = previous;
        commits = new GroupCommit(journal);
        MVStore inMemory = MVStore.open(null);
        orders = map(inMemory, "orders");
        products = map(inMemory, "products");
    }

    @Operation(nonParallelGroup = "orders")
    public String putOrder(@Param(name = "key") int key, @Param(name = "value") int value) {
        return commits.durably(() -> orders.put("" + key, "" + value));
    }

    @Operation(nonParallelGroup = "orders")
    public String addOrder(@Param(name = "key") int key, @Param(name = "value") int value) {
        return commits.durably(() -> orders.putIfAbsent("" + key, "" + value));
    }

    @Operation(nonParallelGroup = "orders")
    public String removeOrder(@Param(name = "key") int key) {
        return commits.durably(() -> orders.remove("" + key));
    }

    @Operation(nonParallelGroup = "products")
    public String putProduct(@Param(name = "key") int key, @Param(name = "value") int value) {
        return commits.durably(() -> products.put("" + key, "" + value));
    }

    @Operation(nonParallelGroup = "products")
    public void clearProducts() {
        commits.durably(() -> {
            products.clear();
            return products;
        });
    }

    @Operation(nonParallelGroup = "checkpoint")
    public void checkpoint() {
        commits.beginSegment();
    }

    @Validate
    public void theJournalTellsWhatIsInTheMaps() throws IOException {
        Map<String, Map<String, String>> replayed = new TreeMap<>();
        replayed.put("orders", new TreeMap<>());
        replayed.put("products", new TreeMap<>());
        Journal.replay(DIRECTORY, frame -> apply(frame, replayed));
        Map<String, Map<String, String>> kept =
                Map.of("orders", new TreeMap<>(orders), "products", new TreeMap<>(products));
        if (!replayed.equals(kept)) {
            throw new AssertionError("journal: " + replayed + ", maps: " + kept);
        }
    }

    @Test
    void callsAtTheSameTimeEndAsIfOneHadFollowedTheOther() {
        new StressOptions()
                .iterations(20)
                .invocationsPerIteration(200)
                .threads(3)
                .actorsBefore(1)
                .actorsPerThread(3)
                .actorsAfter(1)
                .sequentialSpecification(TwoMaps.class)
                .check(getClass());
    }

    public static final class TwoMaps {
        private final Map<String, String> orders = new TreeMap<>();
        private final Map<String, String> products = new TreeMap<>();

        public String putOrder(int key, int value) {
            return orders.put("" + key, "" + value);
        }

        public String addOrder(int key, int value) {
            return orders.putIfAbsent("" + key, "" + value);
        }

        public String removeOrder(int key) {
            return orders.remove("" + key);
        }

        public String putProduct(int key, int value) {
            return products.put("" + key, "" + value);
        }

        public void clearProducts() {
            products.clear();
        }

        public void checkpoint() {}
    }

    private static void apply(ByteBuffer frame, Map<String, Map<String, String>> maps) {
        while (frame.hasRemaining()) {
            Journal.Change change = Journal.Change.values()[frame.get()];
            Map<String, String> map = maps.get(DataUtils.readString(frame));
            switch (change) {
                case PUT -> map.put(StringDataType.INSTANCE.read(frame), StringDataType.INSTANCE.read(frame));
                case REMOVE -> map.remove(StringDataType.INSTANCE.read(frame));
                case CLEAR -> map.clear();
                case DROP -> throw new AssertionError("nothing was dropped");
            }
        }
    }

    private MVMap<String, String> map(MVStore store, String name) {
        return store.openMap(name, JournaledMap.builder(StringDataType.INSTANCE, StringDataType.INSTANCE, journal));
    }

    private static Path directory() {
        try {
            Files.createDirectories(Path.of("target"));
            return Files.createTempDirectory(Path.of("target"), "interleavings");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Journal start() {
        try {
            Journal.delete(DIRECTORY);
            return Journal.start(DIRECTORY, DurableStore.Sync.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(Journal journal) {
        try {
            journal.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
