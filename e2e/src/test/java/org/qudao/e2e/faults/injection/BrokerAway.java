package org.qudao.e2e.faults.injection;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.qudao.e2e.Installation;
import org.qudao.e2e.Installation.Part;

/** The broker dies and comes back after a while. */
public record BrokerAway(Duration lasts) implements Fault {

    @Override
    public void inflict(Installation installation, RandomGenerator random) throws InterruptedException {
        installation.kill(Part.BROKER);
        Thread.sleep(lasts);
        installation.restart(Part.BROKER);
    }
}
