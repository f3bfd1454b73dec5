package org.qudao.local.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/** Commands that commit together, and a checkpoint that begins a segment between them. */
@Param(name = "command", gen = IntGen.class, conf = "1:9")
public class GroupCommitInterleavings {

    private final LogInMemory log = new LogInMemory();
    private final GroupCommit commits = new GroupCommit(log);

    /** A command changes two things. Answers whether both are durable when it is acknowledged. */
    @Operation
    public boolean write(@Param(name = "command") int command) {
        return commits.durably(() -> {
                    log.change(command);
                    log.change(-command);
                    return log;
                })
                .hasWritten(command);
    }

    /** Answers whether what a read has seen is durable when it is answered. */
    @Operation
    public boolean readOnceDurable() {
        return commits.onceDurable(log::changed).stream().allMatch(log::hasWritten);
    }

    /** Answers whether what was written before holds whole commands only. */
    @Operation(runOnce = true)
    public boolean checkpoint() {
        commits.beginSegment();
        return log.hasWholeCommandsOnly();
    }

    @Test
    void whatIsAcknowledgedIsDurableAsAWhole() {
        new ModelCheckingOptions()
                .iterations(4)
                .invocationsPerIteration(200)
                .threads(2)
                .actorsBefore(0)
                .actorsPerThread(2)
                .actorsAfter(0)
                .sequentialSpecification(AllIsWell.class)
                .check(getClass());
    }

    public static final class AllIsWell {

        public boolean write(int command) {
            return true;
        }

        public boolean readOnceDurable() {
            return true;
        }

        public boolean checkpoint() {
            return true;
        }
    }

    /** As the journal: collecting is for everybody, cutting and writing for one at a time. */
    private static final class LogInMemory implements GroupCommit.Log {

        private final Set<Integer> changed = new HashSet<>();
        private final List<Integer> changes = new ArrayList<>();
        private final List<Integer> unwritten = new ArrayList<>();
        private final List<List<Integer>> frames = new ArrayList<>();
        private long segment = 1;

        void change(int what) {
            synchronized (changes) {
                changes.add(what);
                changed.add(what);
            }
        }

        /** What any command has changed so far, in whole or in part. */
        List<Integer> changed() {
            synchronized (changes) {
                return List.copyOf(changed);
            }
        }

        @Override
        public void cut() {
            synchronized (changes) {
                unwritten.addAll(changes);
                changes.clear();
            }
        }

        @Override
        public void write() {
            List<Integer> frame = List.copyOf(unwritten);
            synchronized (frames) {
                frames.add(frame);
            }
            unwritten.clear();
        }

        @Override
        public long rotate() {
            return ++segment;
        }

        boolean hasWritten(int command) {
            synchronized (frames) {
                return frames.stream().anyMatch(frame -> frame.contains(command) && frame.contains(-command));
            }
        }

        boolean hasWholeCommandsOnly() {
            synchronized (frames) {
                return frames.stream()
                        .allMatch(frame ->
                                frame.stream().mapToInt(change -> change).sum() == 0);
            }
        }
    }
}
