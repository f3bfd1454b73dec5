package org.qudao.e2e.faults;

import java.util.concurrent.atomic.AtomicLong;

/** Between which a figure must be while many change it: whatever was asked for may have been done by now, or not yet. */
final class Limits {

    private final AtomicLong added = new AtomicLong();
    private final AtomicLong takenAway = new AtomicLong();

    /** To be told before it is asked for, as {@link #less}. */
    void more(long units) {
        added.addAndGet(units);
    }

    void less(long units) {
        takenAway.addAndGet(units);
    }

    /** @param before an answer that had come before this one was asked for */
    boolean allow(long units, long before) {
        return units <= added.get() && units >= before - takenAway.get();
    }
}
