package org.qudao.e2e.faults.injection;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.qudao.e2e.Installation;
import org.qudao.e2e.Installation.Part;
import org.qudao.e2e.Instance;

/**
 * More instances of a service join its consumer groups; one is killed, one hangs until the broker gives its partitions to the others and then
 * goes on as if nothing had happened, one leaves in order.
 *
 * @param hangs longer than the consumers' session timeout
 */
public record ConsumersComeAndGo(Part service, Duration hangs) implements Fault {

    private static final Duration JOINS_WITHIN = Duration.ofSeconds(60);

    @Override
    public void inflict(Installation installation, RandomGenerator random) throws InterruptedException {
        try (Instance killed = installation.addInstance(service)) {
            killed.awaitReady();
            Thread.sleep(random.nextInt(3_000));
            killed.kill();
        }
        Members before = Members.now(installation);
        try (Instance hanging = installation.addInstance(service)) {
            hanging.awaitReady();
            Members joined = awaitJoined(installation, before);
            Thread.sleep(random.nextInt(3_000));
            hanging.pause();
            try {
                Thread.sleep(hangs);
                joined.requireGone(Members.now(installation));
            } finally {
                hanging.resume();
            }
            Thread.sleep(1_000 + random.nextInt(3_000)); // in which it writes what it had begun
        }
    }

    private static Members awaitJoined(Installation installation, Members before) {
        return await("it consumes with the others")
                .atMost(JOINS_WITHIN)
                .until(() -> Members.now(installation).joinedSince(before), joined -> !joined.byGroup()
                        .isEmpty());
    }
}
