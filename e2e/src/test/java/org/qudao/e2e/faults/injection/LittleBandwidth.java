package org.qudao.e2e.faults.injection;

import java.time.Duration;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.qudao.e2e.Installation;
import org.qudao.e2e.Installation.Part;

/** Every connection between these services and the store carries few bytes. */
public record LittleBandwidth(int bytesPerSecond, Set<Part> services, Duration lasts) implements Fault {

    @Override
    public void inflict(Installation installation, RandomGenerator random) throws InterruptedException {
        try {
            services.forEach(service -> installation.storeLine(service).limit(bytesPerSecond));
            Thread.sleep(lasts);
        } finally {
            services.forEach(service -> installation.storeLine(service).normal());
        }
    }
}
