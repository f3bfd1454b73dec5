package org.qudao.platform.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/** Writers that wake the relay while its thread takes. */
@Param(name = "id", gen = IntGen.class, conf = "1:3")
public class LaneInterleavings {

    private final Lane lane = new Lane(Duration.ZERO, System::nanoTime);

    @Operation
    public void add(@Param(name = "id") int id) {
        lane.add(String.valueOf(id));
    }

    /** Closed first, so that whoever takes from an empty lane does not wait for ever. */
    @Operation
    public List<String> closeAndTake() throws InterruptedException {
        lane.close();
        return ids(lane);
    }

    @Operation
    public int waiting() {
        return lane.waiting();
    }

    @Test
    void callsAtTheSameTimeEndAsIfOneHadFollowedTheOther() {
        new ModelCheckingOptions()
                .iterations(6)
                .invocationsPerIteration(200)
                .threads(2)
                .actorsPerThread(3)
                .actorsAfter(1)
                .check(getClass());
    }

    @Test
    void aWaitingReaderIsWokenByEachWriter() {
        Lincheck.runConcurrentTest(300, () -> {
            Lane shared = new Lane(Duration.ZERO, System::nanoTime);
            List<String> taken = new ArrayList<>();
            Thread reader = new Thread(() -> {
                while (taken.size() < 2) {
                    taken.addAll(uninterrupted(() -> ids(shared)));
                }
            });
            reader.start();
            shared.add("1");
            shared.add("2");
            uninterrupted(() -> {
                reader.join();
                return taken;
            });
            if (!taken.equals(List.of("1", "2"))) {
                throw new AssertionError("taken: " + taken);
            }
        });
    }

    private interface Waiting<T> {
        T end() throws InterruptedException;
    }

    private static <T> T uninterrupted(Waiting<T> waiting) {
        try {
            return waiting.end();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> ids(Lane lane) throws InterruptedException {
        return lane.take(2);
    }
}
