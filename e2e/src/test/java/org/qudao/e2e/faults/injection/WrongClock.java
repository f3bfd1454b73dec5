package org.qudao.e2e.faults.injection;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.qudao.e2e.Installation;
import org.qudao.e2e.Installation.Part;

/**
 * The clock of these services jumps, and jumps back. Timers, which go by another clock, do not. Before and after, the services are
 * restarted, for a clock that can be set slows them down.
 */
public record WrongClock(Duration ahead, Set<Part> services, Duration lasts) implements Fault {

    private static final Duration BACK_AGAIN = Duration.ofSeconds(5);

    @Override
    public Optional<String> cannotRunHere() {
        return Installation.whyNoClock();
    }

    @Override
    public void inflict(Installation installation, RandomGenerator random) throws InterruptedException {
        try {
            installation.restartWithClocks(services, true);
            services.forEach(service -> installation.setClock(service, ahead));
            Thread.sleep(lasts);
        } finally {
            services.forEach(service -> installation.setClock(service, Duration.ZERO));
            Thread.sleep(BACK_AGAIN);
            installation.restartWithClocks(services, false);
        }
    }
}
