package org.qudao.local.store;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the journal into the file from time to time, so that it stays short and the next start is fast. */
final class Checkpoints implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Checkpoints.class);

    static final Duration USUAL_INTERVAL = Duration.ofSeconds(10);
    private static final long LOOK_EVERY_MS = 250;
    private static final long LONGEST_JOURNAL_BYTES = 32L * 1024 * 1024;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("store-checkpoint").factory());
    private final StoreFile file;
    private final GroupCommit commits;
    private final Duration interval;
    private long lastNanos = System.nanoTime();

    private Checkpoints(StoreFile file, GroupCommit commits, Duration interval) {
        this.file = file;
        this.commits = commits;
        this.interval = interval;
    }

    static Checkpoints start(StoreFile file, GroupCommit commits, Duration interval) {
        Checkpoints checkpoints = new Checkpoints(file, commits, interval);
        long lookEvery = Math.min(LOOK_EVERY_MS, interval.toMillis());
        var _ = checkpoints.timer.scheduleWithFixedDelay(
                checkpoints::takeWhenDue, lookEvery, lookEvery, TimeUnit.MILLISECONDS);
        return checkpoints;
    }

    private void takeWhenDue() {
        if (!commits.hasRoom() && !regainRoom()) {
            return;
        }
        long journal = file.journal().length();
        boolean late = System.nanoTime() - lastNanos > interval.toNanos();
        if (journal > LONGEST_JOURNAL_BYTES || (journal > 0 && late)) {
            try {
                take();
            } catch (IOException | RuntimeException e) {
                log.warn("The checkpoint will be tried again; nothing is lost, the journal has it", e);
            }
        }
    }

    private boolean regainRoom() {
        boolean regained = commits.regainRoom();
        if (regained) {
            log.info("The disk has room again: the document store takes changes");
        }
        return regained;
    }

    private void take() throws IOException {
        file.checkpoint(commits.beginSegment(), commits);
        lastNanos = System.nanoTime();
    }

    /** After the last command: takes a last checkpoint. */
    @Override
    public void close() {
        file.losePatience();
        timer.shutdown();
        try {
            if (!timer.awaitTermination(30, TimeUnit.SECONDS)) {
                log.warn("A checkpoint does not end; the next start reads the journal");
                return;
            }
            take();
        } catch (IOException | RuntimeException e) {
            log.warn("No last checkpoint; the next start reads the journal", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
