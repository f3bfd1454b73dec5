package org.qudao.local.store;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives the space of replaced data back, a little at a time, because the file only ever grows by commits. */
final class Compaction implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Compaction.class);

    private static final int PERIOD_MS = 500;
    private static final long SMALL_FILE_BYTES = 64L * 1024 * 1024;
    /** Share of live data below which chunks are rewritten. */
    private static final int LIVE_PERCENT = 40;
    /** Bounds how long writers wait for one step. */
    private static final int STEP_BYTES = 4 * 1024 * 1024;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("store-compaction").factory());

    static Compaction start(MVStore file, GroupCommit commits) {
        Compaction compaction = new Compaction();
        var _ = compaction.timer.scheduleWithFixedDelay(
                () -> step(file, commits), PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
        return compaction;
    }

    private static void step(MVStore file, GroupCommit commits) {
        try {
            if (file.isClosed() || file.getFileStore().size() < SMALL_FILE_BYTES) {
                return;
            }
            commits.betweenCommands(() -> {
                if (file.compact(LIVE_PERCENT, STEP_BYTES)) {
                    file.commit();
                }
            });
        } catch (RuntimeException e) {
            log.warn("Compaction will be tried again", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        try {
            if (!timer.awaitTermination(10, TimeUnit.SECONDS)) {
                log.warn("Compaction did not stop within 10 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
