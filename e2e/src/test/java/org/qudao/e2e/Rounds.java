package org.qudao.e2e;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Which of many attacks or faults a run makes: {@code -Dseed} chooses, and {@code -Drounds} makes that many times as many. */
public final class Rounds {

    private final long seed = Long.getLong("seed", 1);
    private final int rounds = Math.max(1, Integer.getInteger("rounds", 1));
    private final Random random = new Random(seed);

    public long seed() {
        return seed;
    }

    public int count() {
        return rounds;
    }

    /** So many for each round; all of them when there are no more. */
    public <T> List<T> some(Collection<T> all, int perRound) {
        List<T> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, Math.min(shuffled.size(), perRound * rounds));
    }
}
