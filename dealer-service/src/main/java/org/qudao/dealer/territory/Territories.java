package org.qudao.dealer.territory;

import java.util.Optional;
import java.util.function.Function;

/** The territories as they are stored. */
public interface Territories {
    /**
     * Decides on the area's current grants (an empty territory when nothing was granted there yet) and stores the decided
     * state, if any; decides again when somebody else was faster.
     */
    <T> T decide(String area, Function<Territory, Outcome<T>> decision);

    /** What to store (nothing when empty) and what to answer. */
    record Outcome<T>(Optional<Territory> store, T answer) {}
}
