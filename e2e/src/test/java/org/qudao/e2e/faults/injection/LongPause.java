package org.qudao.e2e.faults.injection;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.qudao.e2e.Installation;
import org.qudao.e2e.Installation.Part;
import org.qudao.e2e.Instance;

/**
 * A part stands still and then goes on as if nothing had happened. Of a service there is a second instance, which takes over its events
 * meanwhile.
 */
public record LongPause(Part part, Duration lasts) implements Fault {

    @Override
    public void inflict(Installation installation, RandomGenerator random) throws InterruptedException {
        if (part == Part.STORE || part == Part.BROKER || part == Part.GATEWAY) {
            pause(installation, () -> {});
        } else {
            Members before = Members.now(installation);
            try (Instance second = installation.addInstance(part)) {
                second.awaitReady();
                pause(installation, () -> {
                    Members now = Members.now(installation);
                    before.inGroupsJoinedSince(now).requireGone(now);
                });
                Thread.sleep(1_000 + random.nextInt(3_000)); // both run
            }
        }
    }

    private interface Look {
        void take() throws InterruptedException;
    }

    private void pause(Installation installation, Look atTheEnd) throws InterruptedException {
        installation.pause(part);
        try {
            Thread.sleep(lasts);
            atTheEnd.take();
        } finally {
            installation.resume(part);
        }
    }
}
