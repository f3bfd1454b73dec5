package org.qudao.local.store;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.h2.mvstore.MVStore;

/**
 * Makes writes durable before they are answered, many at a time: while one thread commits, the others apply their writes and then
 * find that the next commit covers them all. A commit never falls into the middle of a command, so that a document and its
 * index entries are always stored together.
 */
final class GroupCommit {

    private final MVStore file;
    private final DurableStore.Sync sync;

    /** Commands share it, a commit has it alone. */
    private final ReentrantReadWriteLock consistency = new ReentrantReadWriteLock();

    private final ReentrantLock committing = new ReentrantLock();
    private final AtomicLong applied = new AtomicLong();
    private volatile long durable;

    GroupCommit(MVStore file, DurableStore.Sync sync) {
        this.file = file;
        this.sync = sync;
    }

    /** Runs the write and returns its answer once it is durable. */
    <T> T durably(Supplier<T> write) {
        try {
            return apply(write);
        } finally {
            // Also after a refused command: part of it may have been applied, and others may have seen it.
            awaitDurable(applied.get());
        }
    }

    /** Runs an action while no command is half applied. */
    void betweenCommands(Runnable action) {
        consistency.writeLock().lock();
        try {
            action.run();
        } finally {
            consistency.writeLock().unlock();
        }
    }

    private <T> T apply(Supplier<T> write) {
        consistency.readLock().lock();
        try {
            return write.get();
        } finally {
            applied.incrementAndGet();
            consistency.readLock().unlock();
        }
    }

    private void awaitDurable(long ticket) {
        if (durable >= ticket) {
            return;
        }
        committing.lock();
        try {
            if (durable >= ticket) {
                return;
            }
            long covered = commit();
            if (sync == DurableStore.Sync.DISK) {
                file.sync();
            }
            durable = covered;
        } finally {
            committing.unlock();
        }
    }

    private long commit() {
        consistency.writeLock().lock();
        try {
            long covered = applied.get();
            file.commit();
            return covered;
        } finally {
            consistency.writeLock().unlock();
        }
    }
}
