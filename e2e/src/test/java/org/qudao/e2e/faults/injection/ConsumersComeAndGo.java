package org.qudao.e2e.faults.injection;

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

    @Override
    public void inflict(Installation installation, RandomGenerator random) throws InterruptedException {
        try (Instance killed = installation.addInstance(service)) {
            killed.awaitReady();
            Thread.sleep(random.nextInt(3_000));
            killed.kill();
        }
        try (Instance hanging = installation.addInstance(service)) {
            hanging.awaitReady();
            Thread.sleep(random.nextInt(3_000));
            hanging.pause();
            try {
                Thread.sleep(hangs);
            } finally {
                hanging.resume();
            }
            Thread.sleep(1_000 + random.nextInt(3_000)); // in which it writes what it had begun
        }
    }
}
