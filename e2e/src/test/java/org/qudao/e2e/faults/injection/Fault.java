package org.qudao.e2e.faults.injection;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.qudao.e2e.Installation;

/** Something that goes wrong for a while. */
public interface Fault {

    /**
     * Does it, waits as long as it lasts, and ends it; when this returns, the cause is gone and every part runs (being ready again is for
     * the checker to await).
     */
    void inflict(Installation installation, RandomGenerator random) throws Exception;

    /** Why it cannot be done on this machine (no root, tool missing, kernel module missing), or empty. */
    default Optional<String> cannotRunHere() {
        return Optional.empty();
    }

    /** The rules that it puts into a service's code, whatever the seed, or empty. */
    default Optional<String> rules() {
        return Optional.empty();
    }
}
