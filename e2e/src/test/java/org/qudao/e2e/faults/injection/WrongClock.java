package org.qudao.e2e.faults.injection;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
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
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(20);

    @Override
    public Optional<String> cannotRunHere() {
        return Installation.whyNoClock();
    }

    /** By the date in the service's answers. */
    private void awaitJump(Installation installation, Part service) {
        await(service + " sees another time").atMost(SEEN_WITHIN).until(() -> {
            Duration seen = Duration.between(Instant.now(), installation.clock(service));
            return seen.minus(ahead).abs().compareTo(SEEN_WITHIN) < 0;
        });
    }

    @Override
    public void inflict(Installation installation, RandomGenerator random) throws InterruptedException {
        try {
            installation.restartWithClocks(services, true);
            services.forEach(service -> installation.setClock(service, ahead));
            services.forEach(service -> awaitJump(installation, service));
            Thread.sleep(lasts);
        } finally {
            services.forEach(service -> installation.setClock(service, Duration.ZERO));
            Thread.sleep(BACK_AGAIN);
            installation.restartWithClocks(services, false);
        }
    }
}
