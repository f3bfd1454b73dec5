package org.qudao.e2e.faults.injection;

import java.time.Duration;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.qudao.e2e.Installation;
import org.qudao.e2e.Installation.Part;

/** Every reply of the store comes late, for these services only. */
public record SlowStore(Duration delay, Set<Part> services, Duration lasts) implements Fault {

    @Override
    public void inflict(Installation installation, RandomGenerator random) throws InterruptedException {
        try {
            services.forEach(service -> installation.storeLine(service).delay(delay));
            Thread.sleep(lasts);
            services.forEach(service -> requireReplies(installation, service));
        } finally {
            services.forEach(service -> installation.storeLine(service).normal());
        }
    }

    private static void requireReplies(Installation installation, Part service) {
        if (installation.storeLine(service).repliesSinceDelay() == 0) {
            throw new AssertionError("no reply to " + service + " came late, for there was none");
        }
    }
}
