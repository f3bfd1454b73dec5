package org.qudao.inventory.stock;

import java.util.Set;
import java.util.TreeSet;

/** A process that dies after some of its writes, counted from the start of the story, or meets somebody between two of them. */
public final class Crashes {

    private static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final Set<Integer> after = new TreeSet<>();
    private Runnable beforeBooking = () -> {};
    private Runnable beforeTaking = () -> {};
    private int writes;

    public void after(Set<Integer> deaths) {
        after.addAll(deaths);
    }

    /** What others do, once, before several movements are booked together. */
    public void beforeBooking(Runnable others) {
        beforeBooking = others;
    }

    /** What others do, once, before a posting is booked or closed. */
    public void beforeTaking(Runnable others) {
        beforeTaking = others;
    }

    public void written() {
        writes++;
        if (after.contains(writes)) {
            throw new Died();
        }
    }

    /** Whoever asked asks again until there is an answer. */
    public static void untilDone(Runnable work) {
        while (true) {
            try {
                work.run();
                return;
            } catch (Died again) {
                // asked again
            }
        }
    }

    void aboutToBook() {
        Runnable others = beforeBooking;
        beforeBooking = () -> {};
        others.run();
    }

    void aboutToTake() {
        Runnable others = beforeTaking;
        beforeTaking = () -> {};
        others.run();
    }
}
