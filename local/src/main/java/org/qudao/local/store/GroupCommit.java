package org.qudao.local.store;

import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes writes durable before they are answered, many at a time: while one thread writes the log, the others apply their
 * changes and then find that the next frame covers them all. A frame never ends in the middle of a command, so that a document and
 * its index entries are always stored together.
 */
final class GroupCommit {

    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

    /** Where changes are collected, and made durable together. */
    interface Log {

        /** What was changed so far belongs to the next {@link #write}; called when no command is half applied. */
        void cut();

        /** Makes durable what was cut. When that fails, the changes stay for the next attempt. */
        void write();

        /** Begins a new segment; called when everything cut is written. Returns its number. */
        long rotate();

        /** Whether changes can be taken. */
        default boolean hasRoom() {
            return true;
        }

        /** @return whether there is room again */
        default boolean regainRoom() {
            return true;
        }
    }

    private final Log journal;

    /** Commands share it, a cut has it alone, and a checkpoint for a moment. */
    private final ReentrantReadWriteLock consistency = new ReentrantReadWriteLock();

    private final ReentrantLock committing = new ReentrantLock();
    /** How many commands began; those that a cut has under it have also ended. */
    private final AtomicLong begun = new AtomicLong();

    private volatile long durable;
    /** Whether the last attempt to write failed. */
    private boolean stuck;

    GroupCommit(Log journal) {
        this.journal = journal;
    }

    /**
     * Runs the write and returns its answer once it is durable.
     *
     * @throws NoRoom when the disk is full; nothing was changed, unless the disk became full by this very change
     */
    <T> T durably(Supplier<T> write) {
        if (!journal.hasRoom()) {
            throw new NoRoom();
        }
        try {
            return apply(write);
        } finally {
            // Also after a refused command: part of it may have been applied, and others may have seen it.
            awaitDurable(begun.get());
        }
    }

    /**
     * Runs the read and returns its answer once everything that it may have seen is durable, at once when all is. What others have
     * changed is written by whoever comes first, so this costs no write that would not be.
     *
     * @throws NoRoom when the disk is full and what was changed could not be written
     */
    <T> T onceDurable(Supplier<T> read) {
        T seen = read.get();
        awaitDurable(begun.get());
        return seen;
    }

    boolean hasRoom() {
        return journal.hasRoom();
    }

    /** Writes what a full disk kept from being written, and takes changes again, when there is room. */
    boolean regainRoom() {
        committing.lock();
        try {
            commit();
            return journal.regainRoom();
        } catch (NoRoom still) {
            return false;
        } finally {
            committing.unlock();
        }
    }

    /** Ends the log's segment; everything in it and before has been applied. Returns the number of the next. */
    long beginSegment() {
        committing.lock();
        try {
            commit();
            return journal.rotate();
        } finally {
            committing.unlock();
        }
    }

    /** Does the work while no command is half applied, until the work says that this does not matter any more, or ends. */
    void betweenCommands(Consumer<Runnable> work) {
        consistency.writeLock().lock();
        try {
            work.accept(this::letCommandsGoOn);
        } finally {
            letCommandsGoOn();
        }
    }

    private void letCommandsGoOn() {
        if (consistency.isWriteLockedByCurrentThread()) {
            consistency.writeLock().unlock();
        }
    }

    private <T> T apply(Supplier<T> write) {
        consistency.readLock().lock();
        try {
            begun.incrementAndGet();
            return write.get();
        } finally {
            consistency.readLock().unlock();
        }
    }

    private void awaitDurable(long ticket) {
        if (durable >= ticket) {
            return;
        }
        committing.lock();
        try {
            if (durable < ticket) {
                commit();
            }
        } finally {
            committing.unlock();
        }
    }

    private void commit() {
        long covered = cut();
        try {
            journal.write();
        } catch (UncheckedIOException e) {
            if (!stuck) {
                log.error("Changes that were made wait to be written; they are not acknowledged", e);
            }
            stuck = true;
            throw new NoRoom();
        }
        stuck = false;
        durable = covered;
    }

    private long cut() {
        consistency.writeLock().lock();
        try {
            journal.cut();
            return begun.get();
        } finally {
            consistency.writeLock().unlock();
        }
    }
}
