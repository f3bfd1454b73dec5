package org.qudao.platform.test;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.pollinterval.IterativePollInterval;

/** How often a test looks whether what it awaits has happened, unless it says so itself. */
public final class Looks {

    private static final Duration FIRST = Duration.ofMillis(5);
    private static final Duration LONGEST = Duration.ofMillis(100);

    private Looks() {}

    /** At once, and then ever less often: most things have happened already, or do within milliseconds. */
    public static void oftenAtFirst() {
        Awaitility.setDefaultPollInterval(IterativePollInterval.iterative(Looks::doubled, FIRST));
    }

    private static Duration doubled(Duration last) {
        Duration next = last.multipliedBy(2);
        return next.compareTo(LONGEST) < 0 ? next : LONGEST;
    }
}
