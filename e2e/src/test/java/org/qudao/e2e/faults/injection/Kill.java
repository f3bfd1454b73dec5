package org.qudao.e2e.faults.injection;

import java.util.List;
import java.util.random.RandomGenerator;
import org.qudao.e2e.Installation;
import org.qudao.e2e.Installation.Part;

/** {@code kill -9} of some parts at once, and their start. */
public record Kill(List<Part> parts) implements Fault {

    public static Kill of(Part... parts) {
        return new Kill(List.of(parts));
    }

    @Override
    public void inflict(Installation installation, RandomGenerator random) {
        parts.forEach(installation::kill);
        installation.start(parts);
    }
}
