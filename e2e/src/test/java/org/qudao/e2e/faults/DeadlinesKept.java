package org.qudao.e2e.faults;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;
import org.qudao.e2e.Api;
import org.qudao.e2e.Installation;
import org.qudao.e2e.Installation.Part;
import org.qudao.platform.test.Tokens;

/**
 * However slow the store is: whoever asks hears something in time, and no service runs out of connections to the store. To be made
 * before the fault.
 */
final class DeadlinesKept {

    /** The gateway's time-outs in {@code docs/operations.md}: 1 s for a place and a connection, 5 s for the answer. */
    private static final Duration TIME_OUTS = Duration.ofSeconds(6);

    /** For two processors that run everything. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    private static final Duration POOLS_REST_WITHIN = Duration.ofSeconds(10);
    private static final Pattern WAITING =
            Pattern.compile("(?m)^mongodb_driver_pool_waitqueuesize(?:\\{[^}]*})? ([0-9.]+)");

    /** As the driver says it when somebody waited in vain for a connection of the pool. */
    private static final String DRY = "while waiting for a connection to server";

    private final Installation installation;
    private final List<String> dryBefore;

    DeadlinesKept(Installation installation) {
        this.installation = installation;
        dryBefore = installation.logged(DRY);
    }

    /** @return the broken promises of a market whose gateway went on: everybody was answered, and in time */
    static List<String> answers(Witness witness) {
        List<String> broken = new ArrayList<>();
        Duration slowest = witness.slowestAnswer();
        if (slowest.compareTo(TIME_OUTS.plus(MARGIN)) > 0) {
            broken.add("F late: an answer took " + slowest);
        }
        if (witness.brokenConnections() > 0) {
            broken.add("F late: %d tries had no answer".formatted(witness.brokenConnections()));
        }
        return broken;
    }

    /** @return the broken promises of the services: nobody waited in vain for a connection to the store, and nobody waits any more */
    List<String> pools() {
        List<String> broken = new ArrayList<>();
        List<String> dry = installation.logged(DRY);
        dryBefore.forEach(dry::remove);
        dry.forEach(line -> broken.add("F no connection to the store: " + line));
        for (Part service : Part.SERVICES) {
            try {
                await().atMost(POOLS_REST_WITHIN).until(() -> waiting(service) == 0);
            } catch (ConditionTimeoutException e) {
                broken.add("E not converged: %s has %.0f waiting for the store".formatted(service, waiting(service)));
            }
        }
        return broken;
    }

    private double waiting(Part service) {
        Api management = new Api(URI.create(installation.managementUri(service)), Tokens.hq());
        List<Double> pools = WAITING.matcher(
                        management.get("/actuator/prometheus").body())
                .results()
                .map(pool -> Double.valueOf(pool.group(1)))
                .toList();
        if (pools.isEmpty()) {
            throw new IllegalStateException(service + " does not say how many wait for the store");
        }
        return pools.stream().mapToDouble(Double::doubleValue).sum();
    }
}
